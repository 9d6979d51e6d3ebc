"""Every command that we build is what the RFCs' schemas allow."""

from ipaddress import ip_address

import pytest
from lxml import etree

from tidegate.exchange.epp.core import Login, Logout, message
from tidegate.exchange.epp.domain import Change, Check, Create, Delete, Info, Transfer, Update
from tidegate.exchange.epp.host import HostCheck, HostCreate
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.xml import DOMAIN, HOST

SERVERS = ("ns1.sinkhole.example", "ns.one.com")
GLUE = {"ns.one.com": (ip_address("192.0.2.1"), ip_address("2001:db8::1"))}
ATTRIBUTES, OBJECTS = Delegation(SERVERS, GLUE), Delegation(SERVERS, GLUE, objects=True)
LOCKED = frozenset({"clientHold", "serverUpdateProhibited"})
COMMANDS = [
    Login("tidegate", "pass & <word>", (DOMAIN, HOST), ("urn:ietf:params:xml:ns:rgp-1.0",)),
    Login("tidegate", "secret-1", (DOMAIN,), language="fr"),
    Logout(),
    Check(("one.com", "two.com")),
    Info("one.com"),
    Create("one.com", 1, ATTRIBUTES, "TG-1", (("admin", "TG-2"), ("tech", "TG-3")), "aA1-secret"),
    Create("one.com", 2, OBJECTS, "", (), "aA1-secret"),
    Create("xn--nxasmq6b.com", 99, Delegation(), "", (), "aA1-secret"),
    Update("one.com", ATTRIBUTES, Change(frozenset(SERVERS), LOCKED), Change(frozenset({"ns.bad.example"}))),
    Update("one.com", OBJECTS, remove=Change(statuses=LOCKED)),
    Update("one.com", OBJECTS, Change(frozenset(SERVERS))),
    Delete("one.com"),
    Transfer("one.com"),
    HostCheck(SERVERS),
    HostCreate("ns1.sinkhole.example"),
    HostCreate("ns.one.com", GLUE["ns.one.com"]),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_command_is_valid_by_the_schemas(command, valid):
    root = valid(message(command, "tidegate-1"))
    assert etree.QName(root[0][0]).localname == command.verb
    assert root.findtext("{*}command/{*}clTRID") == "tidegate-1"


def test_the_schemas_refuse_what_the_rfcs_refuse(valid):
    for wrong in (Create("one.com", 100, ATTRIBUTES, "", (), "x"), Check(()), HostCreate(""), Logout):
        command, id = (wrong, "tidegate-1") if wrong is not Logout else (Logout(), "x")
        with pytest.raises(etree.DocumentInvalid):
            valid(message(command, id))


def test_glue_goes_with_attributes_and_not_with_objects(valid):
    with_glue = valid(message(Create("one.com", 1, ATTRIBUTES, "", (), "secret"), "tidegate-1"))
    addresses = [(found.get("ip"), found.text) for found in with_glue.iterfind(".//{*}hostAddr")]
    assert addresses == [("v4", "192.0.2.1"), ("v6", "2001:db8::1")]
    assert [found.text for found in valid(message(COMMANDS[6], "tidegate-1")).iterfind(".//{*}hostObj")] == [*SERVERS]


def test_secrets_are_not_in_what_a_command_says_of_itself():
    assert "secret" not in repr(COMMANDS[1])
    assert "secret" not in repr(COMMANDS[5])
