"""An appeal: a claim, a clock, an answer, and a release that is confirmed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tidegate.dns import alerts as dns
from tidegate.dns.appeals import life
from tidegate.dns.appeals.alerts import of_appeal, raise_alerts
from tidegate.dns.appeals.life import State
from tidegate.dns.collisions import exemptions, takings
from tidegate.dns.collisions.questions import QUESTIONS
from tidegate.errors import TidegateError
from tidegate.operation import alerts
from tidegate.operation.clearance import joining
from tidegate.policy import TLP
from tidegate.store import Home

DAY = date(2009, 4, 1)
NOW = datetime(2009, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def claimed(home, operation, forecast):
    """The claim on `site.com`, which the registry `gtld` was asked to act on."""
    forecast(DAY, a=["site.com", "other.com"])
    return life.open_appeal(home, operation, "Site.com.", "+1 555 0100", "ours since 2004", "local", ["gtld"])


def later(home, hours):
    """The same home, hours later."""
    return Home(home.path, now=lambda: NOW + timedelta(hours=hours))


def test_a_claim_is_due_as_the_playbook_says(home, operation, claimed):
    assert (claimed.state, claimed.due, claimed.asked) == (State.OPEN, NOW + timedelta(hours=24), ("gtld",))
    soon = life.open_appeal(home, operation, "other.com", "x", "y", "local", hours=2)
    assert soon.due == NOW + timedelta(hours=2)
    assert [row.name for row in life.rows(home.records, "small")] == ["other.com", "site.com"]


def test_an_answer_is_overdue_when_its_time_is_over_and_not_before(claimed):
    assert not claimed.is_overdue(claimed.due)
    assert claimed.is_overdue(claimed.due + timedelta(seconds=1))


def test_an_accepted_claim_exempts_the_name(home, operation, claimed):
    done = life.accept(home, operation, "site.com", "the register says so", "local")
    assert (done.state, done.decided_by, done.decision) == (State.ACCEPTED, "local", "the register says so")
    assert exemptions.accepted(home.records, "small") == {"site.com"}
    assert exemptions.get(home.records, "small", "site.com").reasons == ("appeal: the register says so",)


def test_an_accepted_claim_withdraws_what_two_members_decided(home, operation, claimed):
    for name in ("anna", "bert"):
        home.records.append("local", [joining(name, "CERT", TLP.RED)])
    takings.propose(home.records, operation, "site.com", takings.Means.TRANSFER, "x", "anna")
    for question in QUESTIONS:
        takings.answer(home.records, operation, "site.com", question, "no", "anna")
    takings.confirm(home.records, operation, "site.com", "bert")
    life.accept(home, operation, "site.com", "a mistake", "anna")
    assert takings.confirmed(home.records, "small") == {}


def test_an_accepted_claim_leaves_an_exemption_as_it_was(home, operation, claimed):
    exemptions.propose(home.records, "small", [exemptions.Proposal("site.com", (DAY,), "x")], "anna")
    exemptions.accept(home.records, "small", "site.com", "anna")
    assert life.accept(home, operation, "site.com", "yes", "local").state is State.ACCEPTED


def test_every_registry_that_was_asked_confirms_the_release(home, operation, claimed):
    assert life.accept(home, operation, "site.com", "yes", "local").awaiting == ["gtld"]
    life.released(home, operation, "site.com", "resolver-1", "local")
    done = life.released(home, operation, "site.com", "gtld", "local", "removed at noon")
    assert done.awaiting == []
    assert [(release.by, release.at, release.note) for release in done.releases] == [
        ("resolver-1", NOW, ""),
        ("gtld", NOW, "removed at noon"),
    ]


def test_an_owner_who_was_refused_can_appeal_again(home, operation, claimed):
    life.reject(home, operation, "site.com", "the register names somebody else", "local")
    again = life.open_appeal(home, operation, "site.com", "x", "here is the invoice", "local")
    assert (again.state, again.decision, again.reason) == (State.OPEN, None, "here is the invoice")


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda h, o: life.open_appeal(h, o, "free.net", "x", "y", "local"), r"free\.net is no rendezvous of small"),
        (
            lambda h, o: life.open_appeal(h, o, "site.com", "x", "y", "local"),
            r"an appeal for site\.com is open already",
        ),
        (lambda h, o: life.open_appeal(h, o, "other.com", " ", "y", "local"), "an appeal needs a contact"),
        (lambda h, o: life.open_appeal(h, o, "other.com", "x", "", "local"), "an appeal needs a reason"),
        (lambda h, o: life.accept(h, o, "other.com", "y", "local"), r"unknown appeal 'other\.com'; known: site\.com"),
        (lambda h, o: life.reject(h, o, "site.com", "", "local"), "an appeal needs a reason"),
        (lambda h, o: life.released(h, o, "site.com", "gtld", "local"), "is open: only what is given back"),
    ],
)
def test_what_cannot_be_is_refused_by_name(home, operation, claimed, act, message):
    before = home.records.newest()
    with pytest.raises(TidegateError, match=message):
        act(home, operation)
    assert home.records.newest() == before


def test_a_claim_is_decided_once(home, operation, claimed):
    life.reject(home, operation, "site.com", "no", "local")
    with pytest.raises(TidegateError, match=r"site\.com was rejected already, by local"):
        life.accept(home, operation, "site.com", "yes", "local")


def test_a_claim_on_a_name_that_we_asked_for_says_so_at_once(home, operation, claimed):
    raise_alerts(home, operation, "local")
    [alert] = alerts.rows(home.records, "small")
    assert alert.rule == "appeal-opened"
    assert alert.text == (
        "an owner claims site.com, which we asked gtld to act on: an answer is due by 2009-03-21 12:00 UTC"
    )


def test_a_claim_on_a_name_that_we_took_says_that_first(claimed):
    taking = takings.Taking(
        "site.com", takings.Means.TRANSFER, takings.State.CONFIRMED, "x", "anna", NOW, {}, "bert", NOW, ""
    )
    [found] = of_appeal(claimed, taking, NOW, timedelta(hours=24))
    assert "site.com, which we took on 2009-03-20 (transfer)" in found.text


def test_an_overdue_answer_and_an_unconfirmed_release_are_alerts(home, operation, claimed):
    raise_alerts(later(home, 25), operation, "local")
    assert {alert.rule for alert in alerts.rows(home.records, "small")} == {"appeal-opened", "appeal-overdue"}
    life.accept(later(home, 26), operation, "site.com", "yes", "local")
    assert raise_alerts(later(home, 49), operation, "local") == []
    [new] = raise_alerts(later(home, 51), operation, "local")
    assert new.startswith("appeal-unreleased")
    assert raise_alerts(later(home, 51), operation, "local") == []


def test_a_day_of_probing_raises_what_is_overdue_as_well(home, operation, claimed):
    raised = dns.raise_alerts(later(home, 25), operation, "local")
    assert {id.partition("-2009")[0] for id in raised} == {"appeal-opened", "appeal-overdue"}


def test_what_was_not_asked_of_anybody_needs_no_release(claimed):
    accepted = replace(claimed, asked=(), state=State.ACCEPTED, decided_at=NOW)
    assert list(of_appeal(accepted, None, NOW + timedelta(days=9), timedelta(hours=1))) == []
