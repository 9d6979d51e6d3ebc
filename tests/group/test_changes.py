"""What changed, for each subgroup: alike events are one line, what needs a person is told one by one."""

from datetime import UTC, datetime, timedelta

import pytest

from tidegate.group import decisions
from tidegate.group.changes import by_subgroup, changes
from tidegate.group.tellers import EVERYBODY
from tidegate.operation.alerts import Finding, record
from tidegate.policy import PAP, TLP, Label
from tidegate.store import Draft


@pytest.fixture
def told(home, operation):
    """What is told about the events that `draft` appends."""

    def tell(*drafts, registries=None):
        events = home.records.append("anna", list(drafts))
        return changes(operation, events, decisions.rows(home.records, "conficker"), registries or {})

    return tell


def order(verb, id, **more):
    return Draft(f"order.{verb}", "conficker", {"order": id, "note": "", **more})


def test_a_hundred_orders_are_one_line_that_names_the_registries(told):
    registries = {f"o{n}": f"r{n:03d}" for n in range(100)}
    (change,) = told(*(order("sent", id) for id in registries), registries=registries)
    assert change.subgroup == "dns"
    assert change.text.startswith("100 work orders sent: r000, r001,")
    assert change.text.endswith("and 93 others")


def test_every_refusal_is_told_with_its_reason(told):
    found = told(order("refused", "a", note="needs a court order"), order("refused", "b", note="no staff"))
    assert {change.text for change in found} == {"a refused a: needs a court order", "b refused b: no staff"}


def test_exemptions_decided_for_one_reason_are_one_line(told):
    drafts = [Draft("exemption.accepted", "conficker", {"name": f"{n}.com", "reason": "in the top list"}) for n in "ab"]
    (change,) = told(*drafts)
    assert change.text == "2 exemptions accepted by anna, a.com and b.com: in the top list"


def test_probes_are_summed_up(told):
    body = {"day": "2009-04-01", "names": 10, "verdicts": {"blocked": 8, "taken": 2}}
    (change,) = told(Draft("probe.made", "conficker", body), Draft("probe.made", "conficker", body))
    assert change.text == "20 names of 2009-04-01 probed: 16 blocked and 4 taken"


def test_alerts_go_to_the_subgroup_that_they_concern(home, operation):
    day = datetime(2009, 3, 26).date()
    rules = ["population-band", "check-in-form", "gap-taken", "tide-table"]
    record(home.records, "conficker", [Finding(rule, day, "x", f"by {rule}", "e") for rule in rules], "local")
    found = changes(operation, home.records.events("conficker"), [], {})
    assert {change.text.rpartition(" ")[2]: change.subgroup for change in found} == {
        "population-band": "sinkhole",
        "check-in-form": "sinkhole",
        "gap-taken": "dns",
        "tide-table": EVERYBODY,
    }


def test_an_alert_is_told_with_its_own_label(home, operation):
    day = datetime(2009, 3, 26).date()
    found = [Finding("gap-taken", day, "x.org", "x", "e", TLP.AMBER_STRICT), Finding("tide-table", day, "y", "y", "e")]
    record(home.records, "conficker", found, "local")
    told = changes(operation, home.records.events("conficker", {"alert.raised"}), [], {})
    labels = {change.text.rpartition(" ")[2]: change.label.tlp for change in told}
    assert labels == {"x": TLP.AMBER_STRICT, "y": operation.label.tlp}


def test_a_decision_is_told_to_its_subgroup_with_its_own_label(home, operation, clock):
    later = clock.at + timedelta(days=2)
    red = Label(TLP.RED, PAP.CLEAR)
    decisions.propose(
        home.records, operation, "Wait", now=clock.at, deadline=later, actor="anna", subgroup="analysis", label=red
    )
    decisions.object_to(home.records, "conficker", "D1", "too slow", "carl")
    found = changes(operation, home.records.events("conficker"), decisions.rows(home.records, "conficker"), {})
    assert [change.text for change in found] == ["D1 objected to by carl: too slow", "D1 proposed by anna: Wait"]
    assert {(change.subgroup, change.label.tlp) for change in found} == {("analysis", TLP.RED)}


def test_an_event_of_an_unknown_kind_is_counted_and_not_dropped(told):
    (change,) = told(Draft("flood.seen", "conficker", {}), Draft("flood.seen", "conficker", {}))
    assert (change.subgroup, change.text) == (EVERYBODY, "2 floods seen")


def test_a_subgroup_without_news_is_listed_and_the_newest_news_comes_first(told, operation):
    found = told(order("drafted", "a"), order("sent", "a"))
    assert [(name, len(listed)) for name, listed in by_subgroup(operation, found)] == [
        *(("dns", 2), ("sinkhole", 0), ("analysis", 0), (EVERYBODY, 0))
    ]
    assert [change.text.split()[3] for change in found] == ["sent:", "drafted:"]


def test_making_a_briefing_is_no_news(told):
    assert told(Draft("briefing.made", "conficker", {"week": "2009-W13"})) == []


def test_moments_are_those_of_the_newest_event(told, clock):
    (change,) = told(order("sent", "a"))
    assert change.at == clock.at == datetime(2009, 3, 1, 9, tzinfo=UTC)


def test_a_flood_of_alerts_of_one_rule_and_day_does_not_drown_the_rest(home, operation):
    day = datetime(2009, 3, 26).date()
    findings = [Finding("gap-taken", day, f"{n}.com", f"{n}.com is held", "e") for n in range(30)]
    record(home.records, "conficker", findings, "local")
    found = changes(operation, home.records.events("conficker", {"alert.raised"}), [], {})
    assert len(found) == 9
    assert "22 more alerts (gap-taken) for 2009-03-26" in {change.text for change in found}


def test_forecasts_and_lists_are_told_with_their_numbers(told):
    forecast = {"first": "2009-03-01", "last": "2009-03-02", "names": {"conficker/a": 500, "conficker/b": 500}}
    listed = {"registry": "nominet", "sent": True}
    found = told(Draft("forecast.made", "conficker", forecast), Draft("list.exported", "conficker", listed))
    assert [(change.subgroup, change.text) for change in found] == [
        ("dns", "1 list exported, 1 of them sent: nominet"),
        ("analysis", "forecast of 2009-03-01 to 2009-03-02 made: 1,000 names"),
    ]
