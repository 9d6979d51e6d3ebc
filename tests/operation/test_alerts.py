"""Alerts: on the record once, with the evidence, however often a rule finds the same."""

from dataclasses import replace
from datetime import date

import pytest

from tidegate.operation import playbook
from tidegate.operation.alerts import Finding, label, record, rows, tlp_of
from tidegate.operation.opening import open_operation
from tidegate.policy import TLP
from tidegate.store import Draft, Home

GAP = Finding("gap-taken", date(2009, 4, 1), "oubezepg.com.mx", "taken by somebody else", "192.0.2.7 at 10:00 UTC")


@pytest.fixture
def records(tmp_path):
    return Home(tmp_path).records


def test_an_alert_keeps_its_evidence(records):
    (id,) = record(records, "conficker", [GAP], "local")
    (alert,) = rows(records, "conficker")
    assert alert.alert == id
    assert (alert.rule, alert.day, alert.subject, alert.text, alert.evidence, alert.tlp) == tuple(vars(GAP).values())


def test_an_alert_keeps_for_whom_it_is(records):
    record(records, "conficker", [replace(GAP, tlp=TLP.AMBER_STRICT)], "local")
    [alert], [event] = rows(records, "conficker"), records.events("conficker")
    assert alert.tlp is tlp_of(event) is TLP.AMBER_STRICT


def test_an_alert_is_never_for_more_than_its_operation(records):
    _, text = playbook.load("conficker")
    operation = open_operation(records, "conficker", text, "conficker.toml", date(2009, 4, 1), "local")
    assert label(operation, None) == label(operation, TLP.CLEAR) == operation.label
    assert label(operation, TLP.RED) == replace(operation.label, tlp=TLP.RED)


def test_raising_the_same_twice_is_one_alert(records):
    assert len(record(records, "conficker", [GAP, GAP], "local")) == 1
    assert record(records, "conficker", [replace(GAP, evidence="192.0.2.7 at 11:00 UTC")], "local") == []
    assert [alert.evidence for alert in rows(records, "conficker")] == [GAP.evidence]


def test_two_finders_at_once_still_make_one_alert(records):
    record(records, "conficker", [GAP], "local")
    (event,) = records.events("conficker")
    records.append("other", [Draft(event.kind, "conficker", event.body)])
    assert len(rows(records, "conficker")) == 1


def test_another_day_subject_rule_or_operation_is_another_alert(records):
    others = [replace(GAP, day=date(2009, 4, 2)), replace(GAP, subject="gzyh.nl"), replace(GAP, rule="population")]
    assert len(record(records, "conficker", [GAP, *others], "local")) == 4
    assert len(record(records, "mariposa", [GAP], "local")) == 1
    assert len(rows(records, "mariposa")) == 1


def test_the_newest_day_comes_first(records):
    record(records, "conficker", [GAP, replace(GAP, day=date(2009, 4, 3))], "local")
    assert [alert.day.day for alert in rows(records, "conficker")] == [3, 1]


def test_nothing_found_writes_nothing(records, tmp_path):
    assert record(records, "conficker", [], "local") == []
    assert list(tmp_path.iterdir()) == []
