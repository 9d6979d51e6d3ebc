"""A work order goes into a registry's system, from the forecast to the answer file."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.collisions import exemptions, takings
from tidegate.dns.collisions.exemptions import Proposal
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.dns.orders import life, plan
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.exchange.epp import submission
from tidegate.exchange.epp.errors import LostError
from tidegate.exchange.epp.settings import Settings
from tidegate.operation import opening
from tidegate.store import Draft, Home
from tidegate.store.tables import TABLES

FIRST = date(2009, 4, 1)
ORDER = "gtld-2009-04-01"
PLAYBOOK = """
name = "small"
title = "A small botnet"
horizon_days = 60

[label]
tlp = "AMBER"
pap = "GREEN"

[[models]]
family = "tidal"
variant = "fixed"
hosts = ["one.com", "two.com", "three.com", "four.com"]

[[sinkholes]]
operator = "ours"
ours = true
nameservers = ["ns1.sinkhole.example", "ns2.sinkhole.example"]

[registries]
gtld = { name = "Generic", suffixes = ["com"], action = "sinkhole" }
secret = { name = "A registry without clearance", suffixes = ["pl"], clearance = "CLEAR" }
"""


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home", now=lambda: datetime(2009, 3, 20, 12, tzinfo=UTC))
    member = {"member": "local", "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
    home.records.append("local", [Draft("member.added", "", member)])
    return home


@pytest.fixture
def forecast(home):
    """Write a day's names to the lake, and plan."""
    operation = opening.open_operation(home.records, "small", PLAYBOOK, "small.toml", FIRST, "local")

    def write(names, day=FIRST):
        row = {"family": "tidal", "variant": "fixed", "config": "", "times": None}
        rows = [
            {"name": name, "suffix": name.rpartition(".")[2], "position": position, **row}
            for position, name in enumerate(names)
        ]
        table = pa.Table.from_pylist(rows, schema=TABLES["forecast"])
        home.lake.write("forecast", operation.name, day, "forecast", table)
        plan.run(home.lake, home.records, operation, "local")
        return operation

    return write


@pytest.fixture
def submit(home, server, peer, terms, tmp_path):
    """Submit an order to the test registry; returns its answer as {name: (outcome, note)}."""

    def run(operation, order=ORDER, *, member="local", again=False, terms=terms, **options):
        settings = Settings(peer(server, account=terms.account, **options), terms, batch=3, restarts=5)
        wanted = submission.allowed(home, operation, order, member)
        made = submission.submit(
            home, operation, wanted, settings, tmp_path / "answer.csv", member, lambda _: lambda _: None, again=again
        )
        return made, read(tmp_path)

    return run


def read(tmp_path):
    with (tmp_path / "answer.csv").open(newline="") as stream:
        return {row["name"]: (row["outcome"], row["note"]) for row in csv.DictReader(stream)}


def test_a_submitted_order_is_registered_answered_and_on_the_record(home, server, forecast, submit):
    made, answer = submit(forecast(["one.com", "two.com"]))
    assert answer == {"one.com": ("done", "registered"), "two.com": ("done", "registered")}
    assert made.outcomes == {"done": 2}
    assert server.store.domains["one.com"].servers == {"ns1.sinkhole.example", "ns2.sinkhole.example"}
    order = life.get(home.records, "small", ORDER)
    assert (order.state, order.note) == ("sent", f"EPP, 127.0.0.1:{server.port}")
    [event] = home.records.events("small", {submission.SUBMITTED})
    assert (event.actor, event.body["order"], event.body["account"]) == ("local", ORDER, "tidegate")
    assert event.body["outcomes"] == {"done": 2}


def test_what_was_settled_is_not_asked_again_unless_that_is_wanted(server, forecast, submit):
    operation = forecast(["one.com", "two.com"])
    submit(operation)
    asked = server.verbs.total()
    submit(operation)
    assert server.verbs.total() == asked
    server.store.domains["one.com"].statuses.clear()
    _, answer = submit(operation, again=True)
    assert answer["one.com"] == ("done", "registered by us before")
    assert "clientTransferProhibited" in server.store.domains["one.com"].statuses
    assert server.store.effects.count(("create", "one.com")) == 1


def test_a_name_that_was_exempted_meanwhile_is_given_back(home, server, forecast, submit):
    operation = forecast(["one.com", "two.com"])
    submit(operation)
    exempt(home, "one.com")
    _, answer = submit(operation)
    assert answer == {"one.com": ("refused", "given back: deleted"), "two.com": ("done", "registered")}
    assert list(server.store.domains) == ["two.com"]


def test_an_exempted_name_is_never_asked_about(home, server, forecast, submit):
    operation = forecast(["one.com", "two.com"])
    server.store.domains["one.com"] = server.held("tidegate", "tidegate")  # long ours, and no affair of this operation
    exempt(home, "one.com")
    _, answer = submit(operation)
    assert list(answer) == ["two.com"]
    assert "one.com" in server.store.domains


def test_a_name_whose_collision_nobody_has_decided_is_left_out(home, server, forecast, submit):
    operation = forecast(["one.com", "two.com"])
    exemptions.propose(home.records, "small", [Proposal("one.com", (), "a site")], "anna")
    made, answer = submit(operation)
    assert list(answer) == ["two.com"]
    assert made.undecided == 1
    assert "one.com" not in server.store.domains


def test_a_run_that_breaks_off_leaves_its_answer_and_the_next_goes_on(server, forecast, submit, tmp_path):
    names = [f"n{number}.com" for number in range(12)]
    operation = forecast(names)
    server.faults.cut, server.faults.cut_always = 25, True
    with pytest.raises(LostError, match="given up after 2 attempts: the same command goes on"):
        submit(operation, window=1, sessions=1)
    half = read(tmp_path)
    assert 0 < len(half) < len(names)
    server.faults.cut = None
    made, answer = submit(operation)
    assert {word for word, _ in answer.values()} == {"done"}
    assert made.outcomes == {"done": 12}
    assert len(server.store.effects) == len(set(server.store.effects)) == 2 * len(names)


def test_a_run_that_never_came_to_ask_anything_is_not_on_the_record(home, forecast, submit):
    operation = forecast(["one.com"])
    with pytest.raises(TidegateError, match="may not log in"):
        submit(operation, password="not-the-one")
    assert life.get(home.records, "small", ORDER).state == "drafted"
    assert list(home.records.events("small", {submission.SUBMITTED})) == []


def test_a_released_order_gives_its_names_back_but_not_those_that_another_still_wants(home, server, forecast, submit):
    operation = forecast(["one.com", "two.com"])
    forecast(["two.com", "three.com"], date(2009, 5, 1))
    submit(operation)
    submit(operation, "gtld-2009-05-01")
    life.advance(home.records, "small", ORDER, "released", "local", "the operation is over")
    _, answer = submit(operation)
    assert answer["one.com"] == ("refused", "given back: deleted")
    assert sorted(server.store.domains) == ["three.com", "two.com"]
    life.advance(home.records, "small", "gtld-2009-05-01", "released", "local", "the operation is over")
    submit(operation, "gtld-2009-05-01")
    assert server.store.domains == {}
    assert life.get(home.records, "small", ORDER).state == "released"


def test_a_name_is_taken_when_two_members_decided_it_and_given_back_when_that_is_withdrawn(
    home, server, forecast, submit, terms
):
    operation = forecast(["one.com", "two.com"])
    for name in ("one.com", "two.com"):
        server.store.domains[name] = server.held("adversary", "adversary", {"ns.bad.example"})
    for member in ("anna", "bert"):
        body = {"member": member, "organisation": "", "subgroups": [], "clearance": "RED", "compartments": []}
        home.records.append("local", [Draft("member.added", "", body)])
    registry = replace(terms, account="registry", authority="server")
    takings.propose(home.records, operation, "one.com", takings.Means.HOLD, "the adversary's", "anna")
    for question in QUESTIONS:
        takings.answer(home.records, operation, "one.com", question, "no", "anna")
    takings.confirm(home.records, operation, "one.com", "bert")

    _, answer = submit(operation, terms=registry)
    assert (answer["one.com"][0], answer["two.com"][0]) == ("done", "taken")
    assert "serverHold" in server.store.domains["one.com"].statuses
    assert server.store.domains["two.com"].statuses == set()

    takings.withdraw(home.records, operation, "one.com", "a victim's site after all", "anna")
    _, answer = submit(operation, terms=registry)
    assert answer["one.com"] == ("refused", "given back: registered by adversary since 2009-01-02T03:04:05.0Z")
    assert server.store.domains["one.com"].statuses == set()
    assert server.store.domains["one.com"].servers == {"ns.bad.example"}


def test_the_policy_is_asked_before_anything_is(home, server, forecast, submit):
    operation = forecast(["one.com", "one.pl"])
    with pytest.raises(NotAllowedError, match="secret is cleared to"):
        submit(operation, "secret-2009-04-01")
    with pytest.raises(NotAllowedError, match="nobody has no clearance"):
        submit(operation, member="nobody")
    assert server.logins == []


def test_single_hosts_cannot_be_registered(home, server, forecast, submit):
    operation = forecast(["one.com"])
    registries = tuple(replace(registry, per_host=True) for registry in operation.playbook.registries)
    with pytest.raises(TidegateError, match="gtld takes requests for single hosts only"):
        submit(replace(operation, playbook=replace(operation.playbook, registries=registries)))
    assert server.logins == []


def exempt(home, name):
    exemptions.propose(home.records, "small", [Proposal(name, (), "a site")], "anna")
    exemptions.accept(home.records, "small", name, "anna")


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def settings(server, papers, tmp_path, password):
    """A settings file for the test registry, and the password's beside it."""
    (tmp_path / "password").write_text(password)
    path = tmp_path / "registry.toml"
    path.write_text(f"""
[server]
host = "127.0.0.1"
port = {server.port}
ca = "{papers.ca}"

[account]
name = "tidegate"
password_file = "password"

[pace]
window = 5
""")
    return path


def tidegate(*words):
    return CliRunner().invoke(build(), ["epp", *map(str, words)])


def test_check_prints_what_the_server_offers(settings, server, password):
    result = tidegate("check", settings, "--json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["server"], said["account"], said["window"]) == ("Test registry", "tidegate", 5)
    assert said["objects"] == ["urn:ietf:params:xml:ns:domain-1.0", "urn:ietf:params:xml:ns:host-1.0"]
    assert said["extensions"] == ["urn:ietf:params:xml:ns:rgp-1.0"]
    assert password not in result.output
    assert "Test registry" in tidegate("check", settings).stdout
    assert server.verbs == {"login": 2, "logout": 2}


def test_submit_writes_the_answer_and_says_how_it_ended(settings, server, home, forecast, tmp_path):
    forecast(["one.com", "two.com"])
    server.store.domains["two.com"] = server.held("adversary", "adversary")
    words = ("--settings", settings, "--home", home.path, "-o", tmp_path / "answer.csv")
    result = tidegate("submit", "small", ORDER, *words, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["outcomes"] == {"done": 1, "taken": 1}
    assert read(tmp_path)["two.com"][0] == "taken"
    again = tidegate("submit", "small", ORDER, *words, "--again")
    assert again.exit_code == 0
    assert "taken" in again.stdout


def test_the_answer_is_imported_like_any_other_registrys(settings, server, home, forecast, tmp_path):
    forecast(["one.com", "two.com"])
    tidegate("submit", "small", ORDER, "--settings", settings, "--home", home.path, "-o", tmp_path / "answer.csv")
    words = ["orders", "small", ORDER, "--answer", str(tmp_path / "answer.csv"), "--home", str(home.path)]
    result = CliRunner().invoke(build(), words)
    assert result.exit_code == 0, result.output
    assert life.get(home.records, "small", ORDER).state == "acted"


def test_a_dry_run_talks_to_nobody_and_shows_valid_messages(settings, server, home, forecast, valid):
    forecast(["one.com", "two.com"])
    result = tidegate("submit", "small", ORDER, "--settings", settings, "--home", home.path, "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["names"] == {"sinkhole": 2}
    create, update = (valid(message.encode()) for message in said["messages"])
    assert create.findtext(".//{*}create/{*}create/{*}name") == "one.com"
    assert len(update.findall(".//{*}status")) == 4
    assert server.moments == 0
    assert not (home.path / "epp").exists()
    assert (
        "sinkhole"
        in tidegate("submit", "small", ORDER, "--settings", settings, "--home", home.path, "--dry-run").stdout
    )


def test_a_users_mistake_is_told_without_a_traceback(settings, home, forecast):
    forecast(["one.com"])
    settings.write_text("[server]\nhost = 1\n")
    with pytest.raises(TidegateError, match=r"registry\.toml:2: server\.host: 1 is not a text"):
        build()(["epp", "check", str(settings)], standalone_mode=False)
    with pytest.raises(TidegateError, match="unknown order 'none'; known: gtld-2009-04-01"):
        build()(
            ["epp", "submit", "small", "none", "--settings", str(settings), "--home", str(home.path)],
            standalone_mode=False,
        )
