"""A gap that an outsider holds is an alert, once, with its evidence; an owner's exempt name never is."""

from datetime import UTC, date, datetime

import pytest

from tidegate.dns.alerts import MOST, TAKEN, raise_alerts, taken
from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage.gaps import Gap, Why
from tidegate.names.days import Span
from tidegate.operation import alerts

DAY, NEXT = date(2009, 4, 1), date(2009, 4, 2)


@pytest.fixture
def raised(home, operation):
    def look(span=None):
        return raise_alerts(home, operation, "local", span)

    return look


def on_record(home):
    return [(alert.day, alert.subject) for alert in alerts.rows(home.records, "small")]


def test_a_taken_gap_is_an_alert_with_its_evidence(home, raised, forecast, probed):
    forecast(DAY, a=["evil.com"])
    probed(DAY, 8, {"evil.com": "taken"})
    (id,) = raised()
    (alert,) = alerts.rows(home.records, "small")
    assert (alert.alert, alert.rule, alert.day, alert.subject) == (id, TAKEN, DAY, "evil.com")
    assert (
        alert.text
        == "evil.com, a rendezvous of conficker/a, is held by an outsider: about 900,000 bots try it that day"
    )
    assert alert.evidence == "because it is taken; probed 2009-03-31 08:00 UTC; registry gtld, order none"


def test_looking_twice_raises_it_once(home, raised, forecast, probed):
    forecast(DAY, a=["evil.com"])
    probed(DAY, 8, {"evil.com": "taken"})
    raised()
    probed(DAY, 9, {"evil.com": "taken"})
    assert raised() == []
    assert len(on_record(home)) == 1


def test_an_exempt_name_is_its_owners_and_no_alert(raised, forecast, probed, exempt):
    forecast(DAY, a=["jogli.com"])
    exempt("jogli.com", DAY)
    probed(DAY, 8, {"jogli.com": "taken"})
    assert raised() == []


def test_a_name_whose_exemption_waits_says_so(home, raised, forecast, probed):
    forecast(DAY, a=["jogli.com"])
    exemptions.propose(home.records, "small", [exemptions.Proposal("jogli.com", (DAY,), "a real site")], "local")
    probed(DAY, 8, {"jogli.com": "taken"})
    raised()
    assert alerts.rows(home.records, "small")[0].evidence.endswith("; its exemption is proposed and not decided")


@pytest.mark.parametrize("verdict", ["blocked", "unregistered", "unknown", "sinkholed-ours", "sinkholed-known"])
def test_no_other_verdict_is_an_alert(raised, forecast, probed, verdict):
    forecast(DAY, a=["free.com"])
    probed(DAY, 8, {"free.com": verdict})
    assert raised() == []


def test_a_name_that_came_free_again_is_no_new_alert(raised, forecast, probed):
    forecast(DAY, a=["free.com"])
    probed(DAY, 8, {"free.com": "taken"})
    probed(DAY, 9, {"free.com": "unregistered"})
    assert raised() == []


def test_only_the_days_asked_for_are_looked_at(home, raised, forecast, probed):
    for day in (DAY, NEXT):
        forecast(day, a=["evil.com"])
        probed(day, 8, {"evil.com": "taken"})
    raised(Span.of(NEXT, 1))
    assert on_record(home) == [(NEXT, "evil.com")]
    raised()
    assert on_record(home) == [(NEXT, "evil.com"), (DAY, "evil.com")]


def test_very_many_are_told_together_so_that_none_drowns():
    at = datetime(2009, 3, 31, 8, tzinfo=UTC)
    gap = {"suffix": "com", "registry": "gtld", "why": Why.TAKEN, "share": 0.01, "bots": 13_000.0}
    gap |= {"models": ("conficker/c",), "order": None, "verdict": "taken", "reason": "it is", "addresses": ()}
    gap |= {"nameservers": (), "probed_at": at, "day": DAY, "copies": (0, 1)}
    findings = list(taken([Gap(name=f"n{number}.com", **gap) for number in range(MOST + 7)]))
    assert len(findings) == MOST + 1
    assert findings[-1].text == "7 more rendezvous are held by outsiders"
