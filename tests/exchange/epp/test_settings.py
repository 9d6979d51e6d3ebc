"""Settings: an account as a file, and what is wrong with it, by line and key."""

import re
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.settings import load, parse
from tidegate.exchange.epp.wire import Server
from tidegate.exchange.epp.wish import LOCKS, Terms

LEAST = """[server]
host = "epp.registry.example"

[account]
name = "tidegate"
password_variable = "EPP_PASSWORD"
"""
WHOLE = """
[server]
host = "epp.registry.example"
port = 7000
ca = "ca.pem"
certificate = "client.pem"
key = "client.key"
timeout = 20

[account]
name = "tidegate"
authority = "registry"
password_file = "password"
extensions = ["urn:ietf:params:xml:ns:rgp-1.0"]
language = "fr"

[registration]
nameservers = ["ns1.sinkhole.example", "ns2.sinkhole.example"]
hosts = "objects"
locks = ["delete", "transfer"]
statuses = ["serverExtra"]
years = 2
registrant = "TG-1"

[registration.addresses]
"ns1.sinkhole.example" = ["192.0.2.1", "2001:db8::1"]

[registration.contacts]
admin = "TG-2"
tech = "TG-3"

[pace]
window = 10
check = 20
restarts = 2
sessions = 4
first_wait = 0.5
longest_wait = 30
"""
ENVIRONMENT = {"EPP_PASSWORD": "s3cret-Tide"}


def read(text, folder, nameservers=(), environment=ENVIRONMENT):
    return parse(text, "registry.toml", folder, nameservers, environment)


def test_little_has_to_be_said(tmp_path):
    settings = read(LEAST, tmp_path, ("ns1.ours.example",))
    assert settings.peer.server == Server("epp.registry.example", 700)
    assert (settings.peer.account.name, settings.peer.account.password) == ("tidegate", "s3cret-Tide")
    assert settings.peer.window == 1
    assert settings.terms == Terms("tidegate", "client", Delegation(("ns1.ours.example",)), LOCKS)


def test_all_of_it_can_be_said(tmp_path):
    for name in ("ca.pem", "client.pem", "client.key"):
        (tmp_path / name).touch()
    (tmp_path / "password").write_text("s3cret-Tide\n")
    (tmp_path / "registry.toml").write_text(WHOLE)
    settings = load(tmp_path / "registry.toml")
    assert settings.peer.server == Server(
        "epp.registry.example", 7000, tmp_path / "ca.pem", tmp_path / "client.pem", tmp_path / "client.key", 20
    )
    account = settings.peer.account
    assert (account.password, account.language, account.hosts) == ("s3cret-Tide", "fr", True)
    assert account.extensions == ("urn:ietf:params:xml:ns:rgp-1.0",)
    servers = ("ns1.sinkhole.example", "ns2.sinkhole.example")
    addresses = {"ns1.sinkhole.example": (ip_address("192.0.2.1"), ip_address("2001:db8::1"))}
    contacts = (("admin", "TG-2"), ("tech", "TG-3"))
    assert settings.terms == Terms(
        "tidegate",
        "server",
        Delegation(servers, addresses, objects=True),
        ("delete", "transfer"),
        ("serverExtra",),
        2,
        "TG-1",
        contacts,
    )
    assert (settings.peer.window, settings.batch, settings.restarts) == (10, 20, 2)
    assert (settings.peer.patience.sessions, settings.peer.patience.longest) == (4, 30)


def test_the_settings_in_the_documentation_are_settings(tmp_path):
    page = Path(__file__).parents[3] / "docs" / "epp.md"
    [text] = re.findall(r"```toml\n(.*?)```", page.read_text(), re.DOTALL)
    for name in ("registry-ca.pem", "our-client.pem", "our-client.key"):
        (tmp_path / name).touch()
    (tmp_path / "password").write_text("s3cret-Tide\n")
    assert read(text, tmp_path).peer.server.host == "epp.registry.example"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[server]", "[sever]", "registry.toml:1: sever: unknown key; known: account, pace, registration, server"),
        ('host = "epp.registry.example"', "", "registry.toml:1: server.host: is missing"),
        ('host = "', 'port = 70000\nhost = "', "registry.toml:2: server.port: 70000 is not between 1 and 65535"),
        ('host = "', 'ca = "none.pem"\nhost = "', "registry.toml:2: server.ca: there is no file "),
        ('host = "', 'key = "x"\nhost = "', "registry.toml:2: server.key: is of no use without a certificate"),
        ('"tidegate"', '"us"', 'registry.toml:5: account.name: "us" is not an identifier of 3 to 16 characters'),
        ('"EPP_PASSWORD"', '"NOT_SET"', "registry.toml:6: account.password_variable: the password there has to be"),
        ("password_variable", "password", "registry.toml:6: account.password: unknown key"),
        ('password_variable = "EPP_PASSWORD"', "", "account.password_file: name either a password_file or a"),
        ('name = "', 'authority = "king"\nname = "', 'registry.toml:5: account.authority: "king" is not one of'),
        ("[account]", "[pace]\nwindow = 0\n[account]", "registry.toml:5: pace.window: 0 is not between 1 and 100"),
        (
            "[account]",
            '[registration]\nnameservers = ["NS.example"]\n[account]',
            'registry.toml:5: registration.nameservers: "NS.example" is not a host name',
        ),
        (
            "[account]",
            '[registration]\nhosts = "none"\n[account]',
            'registry.toml:5: registration.hosts: "none" is not one of attributes, objects',
        ),
        (
            "[account]",
            '[registration]\nlocks = ["burn"]\n[account]',
            'registry.toml:5: registration.locks: "burn" is not one of update, delete, transfer, renew',
        ),
        (
            "[account]",
            '[registration]\nnameservers = ["ns.example"]\naddresses = { "ns.example" = ["300.1.1.1"] }\n[account]',
            '"300.1.1.1" is not an address',
        ),
        (
            "[account]",
            '[registration]\naddresses = { "ns.example" = ["192.0.2.1"] }\n[account]',
            "unknown key",
        ),
        ("[account]", "[registration.contacts]\nboss = 'TG-1'\n[account]", "registration.contacts.boss: unknown key"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(tmp_path, old, new, words):
    with pytest.raises(TidegateError) as raised:
        read(LEAST.replace(old, new), tmp_path)
    assert words in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("password", ["short", "much-too-long-for-epp", "with\nlines"])
def test_a_password_that_cannot_be_one_is_refused_and_not_told(tmp_path, password):
    with pytest.raises(TidegateError, match="6 to 16 printable characters") as raised:
        read(LEAST, tmp_path, environment={"EPP_PASSWORD": password})
    assert password not in str(raised.value)


def test_the_password_is_in_nothing_that_is_printed(tmp_path):
    assert "s3cret-Tide" not in repr(read(LEAST, tmp_path))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TidegateError, match=r"none\.toml: No such file"):
        load(tmp_path / "none.toml")


LINES = [*LEAST.splitlines(), *WHOLE.splitlines()]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=20))
def test_any_text_is_settings_or_refused_with_file_and_line(tmp_path_factory, lines):
    try:
        read("\n".join(lines), tmp_path_factory.getbasetemp())
    except TidegateError as error:
        message = str(error)
    else:
        return
    assert message.startswith("registry.toml:") or "password" in message
