"""Runs against the test registry: every action, every fault, and a connection that breaks at every moment."""

from dataclasses import replace

import pytest

from tidegate.exchange.epp.errors import LostError, ProtocolError, StopError
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.wish import Action

NAMES = ("one.com", "three.com", "two.com")
LOCKED = {f"client{what}Prohibited" for what in ("Update", "Delete", "Transfer", "Renew")}
SERVERS = {"ns1.sinkhole.example", "ns2.sinkhole.example"}


def test_a_sinkholed_name_points_to_the_sinkhole_and_is_locked(server, drive, terms):
    assert drive(server, NAMES, Action.SINKHOLE, terms) == dict.fromkeys(NAMES, ("done", "registered"))
    for name in NAMES:
        held = server.store.domains[name]
        assert (held.client, held.servers, held.statuses) == ("tidegate", SERVERS, LOCKED)


def test_a_blocked_name_points_nowhere_and_is_on_hold(server, drive, terms):
    drive(server, NAMES, Action.BLOCK, terms)
    held = server.store.domains["one.com"]
    assert (held.servers, held.statuses) == (set(), LOCKED | {"clientHold"})


def test_every_registration_has_a_secret_of_its_own(server, drive, terms):
    drive(server, NAMES, Action.REGISTER, terms)
    assert len({held.auth for held in server.store.domains.values()}) == len(NAMES)


def test_what_is_released_was_deleted_and_its_lock_taken_off(server, drive, terms):
    drive(server, NAMES, Action.SINKHOLE, terms)
    assert drive(server, NAMES, Action.RELEASE, terms)["one.com"] == ("done", "deleted")
    assert server.store.domains == {}


def test_a_name_moves_from_block_to_sinkhole_and_no_status_is_left_behind(server, drive, terms):
    drive(server, NAMES, Action.BLOCK, terms)
    drive(server, NAMES, Action.SINKHOLE, terms)
    assert server.store.domains["one.com"].statuses == LOCKED
    assert server.store.domains["one.com"].servers == SERVERS


def test_the_registrys_own_account_holds_a_name_of_somebody_elses_and_lets_it_go(server, drive, terms, held_by):
    held_by("adversary", "one.com", {"ns.bad.example"})
    registry = replace(terms, account="registry", authority="server")
    assert drive(server, ["one.com"], Action.HOLD, registry, takings=["one.com"])["one.com"][0] == "done"
    held = server.store.domains["one.com"]
    assert (held.client, held.servers) == ("adversary", {"ns.bad.example"})
    assert {"serverHold", "serverTransferProhibited"} <= held.statuses
    assert drive(server, ["one.com"], Action.RELEASE, registry)["one.com"][0] == "done"
    assert held.statuses == set()
    assert held.client == "adversary"


def test_a_registrar_may_not_hold_what_is_not_its_own(server, drive, terms, held_by):
    held_by("adversary", "one.com")
    word, note = drive(server, ["one.com"], Action.HOLD, terms, takings=["one.com"])["one.com"]
    assert (word, note) == ("refused", "not authorised: 2201 said of 2201")


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.RELEASE])
def test_somebody_elses_name_is_left_alone_unless_it_may_be_taken(server, drive, terms, held_by, action):
    held_by("somebody", "one.com")
    registry = replace(terms, account="registry", authority="server")
    word, note = drive(server, ["one.com"], action, registry)["one.com"]
    assert (word, note) == ("taken", "registered by somebody since 2009-01-02T03:04:05.0Z")
    assert server.store.effects == []


def test_a_transfer_is_pending_and_asked_for_once(server, drive, terms, held_by):
    held_by("adversary", "one.com")
    assert drive(server, ["one.com"], Action.TRANSFER, terms, takings=["one.com"])["one.com"][0] == "pending"
    again = drive(server, ["one.com"], Action.TRANSFER, terms, takings=["one.com"])
    assert again["one.com"] == ("pending", "pendingTransfer")
    assert server.store.effects == [("transfer", "one.com")]


def test_a_name_that_was_transferred_to_us_is_never_deleted(server, drive, terms, held_by):
    held_by("tidegate", "one.com", creator="owner")
    word, note = drive(server, ["one.com"], Action.RELEASE, terms)["one.com"]
    assert (word, note) == ("refused", "registered by owner and transferred to us: not deleted")
    assert "one.com" in server.store.domains


def test_a_name_that_the_registry_keeps_back_is_blocked_and_cannot_be_sinkholed(server, drive, terms):
    server.store.reserved["one.com"] = "Reserved"
    assert drive(server, ["one.com"], Action.BLOCK, terms)["one.com"] == ("done", "kept back by the registry: Reserved")
    assert drive(server, ["one.com"], Action.SINKHOLE, terms)["one.com"][0] == "refused"


def test_name_servers_are_made_hosts_first_where_the_registry_wants_that(server, drive, terms):
    server.store.hosts.add("ns2.sinkhole.example")
    objects = replace(terms, delegation=Delegation(terms.delegation.servers, objects=True))
    drive(server, NAMES, Action.SINKHOLE, objects)
    assert server.store.effects[0] == ("create", "ns1.sinkhole.example")
    assert server.store.domains["two.com"].servers == SERVERS
    drive(server, ["four.com"], Action.SINKHOLE, objects)
    assert server.store.effects.count(("create", "ns1.sinkhole.example")) == 1


def test_no_more_commands_wait_for_an_answer_than_the_window_allows(server, drive, terms):
    server.faults.delay = 0.005
    drive(server, [f"n{number:02d}.com" for number in range(20)], Action.BLOCK, terms, window=3)
    assert 1 < server.deepest <= 3


def test_a_window_of_one_waits_for_every_answer(server, drive, terms):
    server.faults.delay = 0.005
    drive(server, NAMES, Action.BLOCK, terms, window=1)
    assert server.deepest == 1


@pytest.fixture
def held_by(server):
    """`held_by("adversary", "one.com")`: somebody has registered the name."""

    def register(client, name, servers=(), creator=None):
        server.store.domains[name] = server.held(client, creator or client, set(servers))

    return register


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_server_that_ends_the_session_after_some_commands_is_called_again(server, drive, terms):
    server.faults.commands_a_session = 4
    found = drive(server, NAMES, Action.SINKHOLE, terms)
    assert {word for word, _ in found.values()} == {"done"}
    assert len(server.logins) > 1
    assert len(server.store.effects) == len(set(server.store.effects)) == 2 * len(NAMES)


def test_too_many_sessions_are_waited_for(server, drive, terms):
    server.faults.too_many_sessions = 2
    assert drive(server, NAMES, Action.BLOCK, terms)["one.com"][0] == "done"
    assert len(server.logins) == 3


def test_too_many_sessions_for_good_end_the_run_within_bounds(server, drive, terms):
    server.faults.too_many_sessions = 1000
    with pytest.raises(LostError, match="no session left for tidegate; given up after 4 attempts"):
        drive(server, NAMES, Action.BLOCK, terms)
    assert len(server.logins) == 4


def test_a_wrong_password_is_tried_once(server, drive, terms, password):
    with pytest.raises(StopError, match="tidegate may not log in: 2200") as raised:
        drive(server, NAMES, Action.BLOCK, terms, password="not-the-one")
    assert server.logins == ["tidegate"]
    assert "not-the-one" not in str(raised.value)


def test_what_failed_for_now_is_asked_again_and_then_reported(server, drive, terms):
    server.store.answers[("create", "one.com")] = [2400, 2400]
    server.store.answers[("create", "two.com")] = [2400] * 10
    found = drive(server, NAMES, Action.BLOCK, terms, restarts=3)
    assert found["one.com"] == ("done", "registered")
    assert found["two.com"] == ("failed", "2400 said of 2400")
    assert len(server.store.answers[("create", "two.com")]) == 6  # the first and three more were used


def test_a_failed_name_is_tried_in_the_next_run(server, drive, terms):
    server.store.answers[("create", "two.com")] = [2400]
    assert drive(server, NAMES, Action.BLOCK, terms, restarts=0)["two.com"][0] == "failed"
    assert drive(server, NAMES, Action.BLOCK, terms, restarts=0)["two.com"][0] == "done"
    assert server.store.effects.count(("create", "one.com")) == 1


def test_an_empty_account_stops_the_run_and_keeps_what_was_done(server, drive, terms):
    server.store.answers[("create", "two.com")] = [2104]
    with pytest.raises(StopError, match=r"create of two\.com: the server says 2104"):
        drive(server, NAMES, Action.BLOCK, terms, window=1, batch=1)
    assert drive(server, NAMES, Action.BLOCK, terms) == dict.fromkeys(NAMES, ("done", "registered"))
    assert server.store.effects.count(("create", "one.com")) == 1


@pytest.mark.parametrize(
    ("code", "outcome", "note"),
    [
        (1001, "pending", "1001 said of 1001"),
        (2201, "refused", "not authorised: 2201 said of 2201"),
        (2304, "refused", "its status forbids it: 2304 said of 2304"),
        (2306, "refused", "against the registry's policy: 2306 said of 2306"),
        (2308, "refused", "against the registry's policy: 2308 said of 2308"),
    ],
)
def test_a_result_code_becomes_an_outcome(server, drive, terms, code, outcome, note):
    server.store.answers[("create", "two.com")] = [code]
    found = drive(server, NAMES, Action.REGISTER, terms)
    assert found["two.com"] == (outcome, note)
    assert found["one.com"][0] == found["three.com"][0] == "done"


def test_who_was_quicker_than_us_is_named(server, drive, terms, held_by):
    class Race(list):
        def pop(self, _):
            held_by("adversary", "two.com")
            super().pop(0)
            return 2302

    server.store.answers[("create", "two.com")] = Race([2302])
    assert drive(server, ["two.com"], Action.SINKHOLE, terms)["two.com"][0] == "taken"


def test_a_check_that_is_refused_as_a_whole_is_repeated_name_by_name(server, drive, terms):
    server.store.answers[("check", "two.com")] = [2005, 2005]
    found = drive(server, NAMES, Action.BLOCK, terms, batch=3)
    assert found["two.com"] == ("refused", "value in a wrong form: 2005 said of 2005")
    assert found["one.com"][0] == found["three.com"][0] == "done"


def test_an_answer_to_something_else_ends_the_run(server, drive, terms):
    server.faults.wrong_id = True
    with pytest.raises(ProtocolError, match="answered 'somebody-elses' where"):
        drive(server, NAMES, Action.BLOCK, terms)


def test_answers_without_our_id_are_taken_in_their_order(server, drive, terms):
    server.faults.no_id = True
    assert drive(server, NAMES, Action.BLOCK, terms) == dict.fromkeys(NAMES, ("done", "registered"))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"<!DOCTYPE epp [<!ENTITY a 'b'>]><epp>&a;</epp>", "a document type"),
        (b"<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'>", "no XML"),
        (b"<html/>", "no message of EPP"),
    ],
)
def test_what_is_no_epp_ends_the_run(server, drive, terms, raw, words):
    server.faults.raw = raw
    with pytest.raises(ProtocolError, match=words):
        drive(server, NAMES, Action.BLOCK, terms)


def test_a_silent_server_is_given_up(server, drive, terms):
    server.faults.delay = 5
    with pytest.raises(LostError, match=r"silent for 0\.1 seconds; given up after 1 attempts"):
        drive(server, NAMES, Action.BLOCK, terms, timeout=0.1, sessions=0)


# --- a connection that breaks -----------------------------------------------------------------------------------------

PAIR = NAMES[:2]
SCENES = [
    (Action.SINKHOLE, None, [("create", "one.com"), ("update", "one.com")]),
    (Action.HOLD, "tidegate", [("update", "one.com")]),
    (Action.TRANSFER, "adversary", [("transfer", "one.com")]),
]


@pytest.mark.parametrize("again", [False, True], ids=["reconnects", "runs-again"])
@pytest.mark.parametrize(("action", "holder", "of_one"), SCENES, ids=[str(scene[0]) for scene in SCENES])
def test_a_connection_cut_at_any_moment_changes_nothing_twice(
    serving, drive, terms, tmp_path, action, holder, of_one, again
):
    moment, cuts = 0, 0
    while True:
        with serving(validate=False) as server:
            for name in PAIR if holder else ():
                server.store.domains[name] = server.held(holder, holder, set())
            server.faults.cut = moment
            (tmp_path / "journal.sqlite").unlink(missing_ok=True)
            try:
                drive(server, PAIR, action, terms, takings=PAIR, sessions=0 if again else 3)
            except LostError:
                assert again
                drive(server, PAIR, action, terms, takings=PAIR)
            if server.moments <= moment:
                break  # it ended before
            cuts += len(server.logins) > 1 or moment == 0
            effects = server.store.effects
            assert {refusal for refusal in server.store.refused if refusal != ("info", 2303)} == set(), moment
            assert sorted(effects) == sorted((verb, name) for verb, _ in of_one for name in PAIR), moment
        moment += 1
    assert cuts > 10
