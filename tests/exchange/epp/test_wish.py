"""What each action means, name by name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import UnknownNameError
from tidegate.exchange.epp.domain import Domain
from tidegate.exchange.epp.nameservers import Delegation
from tidegate.exchange.epp.wish import Action, Terms, registration, updates, wish

TERMS = Terms("tidegate", "client", Delegation(("ns1.example", "ns2.example")))
REGISTRY = replace(TERMS, account="registry", authority="server")
HELD = frozenset({"clientHold"})
LOCK = frozenset(f"client{what}Prohibited" for what in ("Update", "Delete", "Transfer", "Renew"))
SERVERS = frozenset({"ns1.example", "ns2.example"})


@pytest.mark.parametrize(
    ("action", "servers", "statuses"),
    [
        (Action.BLOCK, frozenset(), HELD | LOCK),
        (Action.HOLD, None, HELD | LOCK),
        (Action.REGISTER, SERVERS, frozenset()),
        (Action.SINKHOLE, SERVERS, LOCK),
        (Action.TRANSFER, SERVERS, LOCK),
        (Action.RELEASE, None, frozenset()),
    ],
)
def test_an_action_wants_name_servers_and_statuses(action, servers, statuses):
    wanted = wish(action, TERMS)
    assert (wanted.servers, wanted.statuses) == (servers, statuses)


def test_a_registrys_own_account_sets_the_servers_statuses():
    assert wish(Action.HOLD, REGISTRY).statuses >= {"serverHold", "serverUpdateProhibited"}


def test_a_foreign_names_servers_are_never_touched():
    assert all(wish(action, REGISTRY, ours=False).servers is None for action in Action)


def test_what_is_set_besides_goes_with_the_lock():
    besides = replace(TERMS, statuses=("clientExtra",), locks=("delete",))
    assert wish(Action.SINKHOLE, besides).statuses == {"clientExtra", "clientDeleteProhibited"}


@pytest.mark.parametrize("action", [Action.BLOCK, Action.HOLD])
def test_what_is_denied_is_registered_without_name_servers(action):
    assert registration("one.com", action, TERMS, "secret").delegation.servers == ()


def test_nothing_is_asked_of_a_name_that_stands_as_it_should():
    assert list(updates(Domain("one.com", "tidegate", "", SERVERS, LOCK), wish(Action.SINKHOLE, TERMS), TERMS)) == []


def test_a_lock_goes_first_and_by_itself_and_comes_back_last():
    blocked = Domain("one.com", "tidegate", "", frozenset(), HELD | LOCK)
    unlock, change = updates(blocked, wish(Action.SINKHOLE, TERMS), TERMS)
    assert (unlock.add.statuses, unlock.remove.statuses) == (frozenset(), {"clientUpdateProhibited"})
    assert not unlock.remove.servers
    assert change.add.servers == SERVERS
    assert change.add.statuses == {"clientUpdateProhibited"}
    assert change.remove.statuses == HELD


def test_others_statuses_stay():
    found = Domain("one.com", "registry", "", SERVERS, frozenset({"clientHold", "serverHold"}))
    [update] = updates(found, wish(Action.RELEASE, REGISTRY, ours=False), REGISTRY)
    assert update.remove.statuses == {"serverHold"}


STATUSES = st.frozensets(st.sampled_from(sorted(LOCK | HELD | {"serverHold", "ok", "inactive"})))


@given(st.sampled_from(list(Action)), STATUSES, st.frozensets(st.sampled_from(["ns1.example", "ns.bad.example"])))
def test_updates_bring_any_name_to_the_wish_and_never_against_a_lock(action, statuses, servers):
    wanted, lock = wish(action, TERMS), TERMS.update_lock
    now = Domain("one.com", "tidegate", "", servers, statuses)
    for update in updates(now, wanted, TERMS):
        assert lock not in now.statuses or (update.remove.statuses == {lock} and not update.add)
        assert not update.add.statuses & now.statuses
        assert update.remove.statuses <= now.statuses
        now = replace(
            now,
            servers=(now.servers - update.remove.servers) | update.add.servers,
            statuses=(now.statuses - update.remove.statuses) | update.add.statuses,
        )
    assert now.statuses & TERMS.own == wanted.statuses
    assert now.statuses - TERMS.own == statuses - TERMS.own
    assert now.servers == (servers if wanted.servers is None else wanted.servers)


def test_an_unknown_action_lists_those_there_are():
    with pytest.raises(UnknownNameError, match="unknown action 'seize'; known: block, register"):
        Action.parse("seize")
