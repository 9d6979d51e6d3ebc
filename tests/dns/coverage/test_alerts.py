"""A gap that an outsider holds is an alert, once, with its evidence; an owner's exempt name never is."""

from datetime import UTC, date, datetime

import pytest

from tidegate.dns.alerts import LOST, MOST, TAKEN, lost, raise_alerts, taken
from tidegate.dns.collisions import exemptions
from tidegate.dns.coverage.gaps import Gap, Why
from tidegate.dns.coverage.regressions import Regression
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
    who = "evil.com, a rendezvous of conficker/a, is held by an outsider, 12 days ahead"
    assert alert.text == f"{who}: about 900,000 bots try it that day"
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


@pytest.mark.parametrize("before", ["sinkholed-ours", "sinkholed-known", "blocked"])
def test_a_denial_that_was_lost_is_an_alert_with_both_moments(home, raised, forecast, probed, before):
    forecast(DAY, a=["slips.com"])
    probed(DAY, 8, {"slips.com": before})
    assert raised() == []
    probed(DAY, 9, {"slips.com": "unregistered"})
    raised()
    (alert,) = alerts.rows(home.records, "small")
    assert (alert.rule, alert.subject, alert.text) == (
        LOST,
        "slips.com",
        "slips.com was denied, and is unregistered now",
    )
    assert alert.evidence.endswith("probed 2009-03-31 09:00 UTC; denied until 2009-03-31 08:00 UTC")


def test_a_probe_that_could_not_tell_loses_no_denial(raised, forecast, probed):
    forecast(DAY, a=["slips.com"])
    probed(DAY, 8, {"slips.com": "blocked"})
    probed(DAY, 9, {"slips.com": "unknown"})
    assert raised() == []


def test_a_denial_that_came_back_is_not_lost(raised, forecast, probed):
    forecast(DAY, a=["slips.com"])
    for hour, verdict in enumerate(["blocked", "unregistered", "blocked"]):
        probed(DAY, hour, {"slips.com": verdict})
    assert raised() == []


def test_a_denied_name_that_an_outsider_takes_is_both(home, raised, forecast, probed):
    forecast(DAY, a=["slips.com"])
    probed(DAY, 8, {"slips.com": "sinkholed-ours"})
    probed(DAY, 9, {"slips.com": "taken"})
    raised()
    assert {alert.rule for alert in alerts.rows(home.records, "small")} == {LOST, TAKEN}


def test_an_exempt_name_loses_nothing(raised, forecast, probed, exempt):
    forecast(DAY, a=["jogli.com"])
    exempt("jogli.com", DAY)
    probed(DAY, 8, {"jogli.com": "blocked"})
    probed(DAY, 9, {"jogli.com": "unregistered"})
    assert raised() == []


def test_a_registry_that_lets_everything_go_is_told_with_its_suffixes():
    at = datetime(2009, 3, 31, 8, tzinfo=UTC)
    names = [Regression(f"n{number}.com", DAY, "com", "unregistered", "it is", at, at) for number in range(MOST + 7)]
    findings = list(lost(names))
    assert len(findings) == MOST + 1
    assert findings[-1].evidence.startswith("under com; for example")
