"""The briefing: complete for who is cleared, cut without a trace for who is not, and one file that fetches nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tidegate.dns.orders import life as orders
from tidegate.errors import NotAllowedError
from tidegate.group import agenda, briefing, decisions, lessons
from tidegate.group.briefing import brief, compose, record
from tidegate.group.document import render
from tidegate.group.labelled import Gate
from tidegate.group.members import Membership, add
from tidegate.group.paper import HEAD, sections, shown
from tidegate.group.sources import gather
from tidegate.names.days import parse_week
from tidegate.operation.alerts import Finding
from tidegate.operation.alerts import record as raise_alert
from tidegate.operation.clearance import viewer
from tidegate.policy import PAP, TLP, Label, Viewer

WEEK = parse_week("2009-W14")
RUTH, ANNA, GINA = (Viewer(*who) for who in [("ruth", TLP.RED), ("anna", TLP.AMBER), ("gina", TLP.GREEN)])


def paper(sources, viewer):
    return briefing.paper(sources, Gate(viewer))


@pytest.fixture(scope="module")
def html(sources):
    """The file that each of the three gets."""
    return {reader.name: render("paper.html", paper=paper(sources, reader)) for reader in (RUTH, ANNA, GINA)}


def test_it_tells_everything_the_call_needs_in_the_order_of_the_call(sources, contents):
    assert list(contents(paper(sources, RUTH))) == [
        *("glance", "news", "week", "gaps", "population", "collisions", "orders", "alerts", "decisions")
    ]


def test_its_figures_are_those_of_the_stores(sources, contents):
    made = contents(paper(sources, RUTH))
    assert [day.tally.names for day in made["week"].days] == [500, 500, 900, 900, 900, 900, 900]
    assert made["gaps"].tally.claimed == sum(row["claimed"] for row in sources.totals) > 0
    assert made["population"].counts[0].high == 126
    assert [found.exemption.name for found in made["collisions"].open] == ["praat.org"]
    assert [one.order.registry for one in made["orders"].open] == ["cnnic", "ws", "pir"]


def test_what_the_sections_say_stands_in_the_file(html):
    for words in ("needs a court order", "97 addresses, not 140", "praat.org", "325", "2009-03-27 15:00 UTC"):
        assert words in html["ruth"]


@pytest.mark.parametrize("package", [agenda, lessons])
def test_every_section_is_withheld_from_who_is_not_cleared_for_it(package, sources, stock):
    made_from = sources if package is agenda else stock
    inner = [section for section in sections(package) if section.label(made_from) != HEAD]
    gate = Gate(Viewer("gina", TLP.GREEN))
    assert inner
    assert shown(inner, made_from, gate) == ()
    assert gate.cut


def test_what_is_cut_leaves_no_trace_but_the_note_that_something_was(sources, html):
    made = paper(sources, GINA)
    assert (made.cut, made.label, made.sections) == (True, HEAD, ())
    body = html["gina"].partition("<body>")[2]
    assert "This copy was cut" in body
    for word in ("risk", "gap", "praat.org", "cnnic", "Conficker A, B and C", "AMBER", "RED"):
        assert word not in body


def test_a_copy_from_which_nothing_was_cut_does_not_say_so(html):
    assert "This copy was cut" not in html["ruth"]


def test_names_that_can_still_be_taken_are_for_fewer_eyes_than_their_number(sources, html, contents):
    ruth, anna = paper(sources, RUTH), paper(sources, ANNA)
    names = [gap.name for gap in contents(ruth)["gaps"].named]
    assert names
    assert all(name in html["ruth"] for name in names)
    assert not any(name in html["anna"] for name in names)
    assert contents(anna)["gaps"].tally == contents(ruth)["gaps"].tally
    assert (ruth.label.tlp, anna.label.tlp) == (TLP.AMBER_STRICT, TLP.AMBER)


def test_an_alert_of_such_a_name_is_for_as_few(home, at_work, contents):
    day = date(2009, 3, 27)
    raise_alert(home.records, "conficker", [Finding("gap-taken", day, "x.org", "x", "y", TLP.AMBER_STRICT)], "local")
    found = gather(home, at_work, WEEK)
    ruth, anna = (contents(paper(found, reader)) for reader in (RUTH, ANNA))
    assert [alert.subject for alert in ruth["alerts"].new if alert not in anna["alerts"].new] == ["x.org"]
    assert ruth["glance"].alerts == anna["glance"].alerts


def test_a_decision_above_the_clearance_is_in_no_section(home, at_work, clock):
    later, red = clock.at + timedelta(days=2), Label(TLP.RED, PAP.CLEAR)
    decisions.propose(home.records, at_work, "Buy it", now=clock.at, deadline=later, actor="ruth", label=red)
    found = gather(home, at_work, WEEK)
    assert told(found, RUTH) == (["Buy it"], True)
    assert told(found, ANNA) == ([], False)


def told(sources, viewer):
    """The decisions that a reader finds among the decisions, and whether the news have one."""
    made = {section.anchor: section.content for section in paper(sources, viewer).sections}
    news = [change.text for _, changes in made["news"].subgroups for change in changes]
    return [item.decision.text for item in made["decisions"]], any("Buy it" in text or "D1" in text for text in news)


def test_who_is_no_member_gets_no_briefing_at_all(home, at_work):
    with pytest.raises(NotAllowedError):
        compose(home, at_work, WEEK, viewer(home.records, "eve"))


def test_news_begin_after_the_last_briefing_for_an_earlier_week(home, at_work, clock, contents):
    record(home.records, brief(home, at_work, parse_week("2009-W13"), GINA), "local")
    clock.at += timedelta(hours=1)
    orders.advance(home.records, "conficker", "pir-2009-03-30", "done", "local")
    news = contents(paper(gather(home, at_work, WEEK), RUTH))["news"]
    assert news.since == clock.at - timedelta(hours=1)
    assert [change.text for _, changes in news.subgroups for change in changes] == ["1 work order acted: pir"]


def test_making_a_weeks_briefing_again_tells_the_same_news(home, at_work, sources, contents):
    record(home.records, brief(home, at_work, WEEK, GINA), "local")
    again = paper(gather(home, at_work, WEEK), RUTH)
    assert contents(again)["news"] == contents(paper(sources, RUTH))["news"]


def test_a_week_without_forecast_says_so(sources, contents):
    bare = paper(replace(sources, totals=[], exposures=[], gaps=[]), RUTH)
    assert "There is no forecast for this week yet" in render("paper.html", paper=bare)
    assert "gaps" not in contents(bare)


def test_a_new_operation_has_a_briefing_too(home, operation):
    made = compose(home, operation, WEEK, viewer(home.records, "local"))
    assert "No sensor has seen a check-in" in made
    assert "No gaps" not in made


@pytest.fixture
def vandalised(home, at_work, clock, hostile):
    """The operation after somebody put markup wherever a person or a bot can put words."""
    records = home.records
    add(records, Membership("mallory", hostile, TLP.AMBER), "local")
    orders.advance(records, "conficker", "pir-2009-03-30", "refused", "local", hostile)
    raise_alert(records, "conficker", [Finding("check-in-form", date(2009, 3, 27), hostile, hostile, hostile)], "local")
    later = clock.at + timedelta(days=2)
    decisions.propose(records, at_work, hostile, now=clock.at, deadline=later, actor=hostile)
    decisions.object_to(records, "conficker", "D1", hostile, hostile)
    return at_work


def test_hostile_words_stay_words_and_nothing_is_fetched(home, vandalised, self_contained):
    made = compose(home, vandalised, WEEK, viewer(home.records, "local"))
    assert made.count("&lt;script&gt;alert(1)") >= 5
    assert "{{ 7 * 7 }}" in made
    self_contained(made)


def test_hostile_names_stay_names_in_tables_and_charts(sources, hostile, self_contained):
    totals = [{**row, "registry": hostile, "suffix": hostile} for row in sources.totals]
    named = [replace(gap, name=hostile, reason=hostile) for gap in sources.gaps]
    made = render("paper.html", paper=paper(replace(sources, totals=totals, gaps=named), RUTH))
    assert "&lt;script&gt;alert(1)" in made
    self_contained(made)


def test_the_label_stands_at_both_ends_and_in_the_title(html):
    assert html["anna"].count("<strong>TLP:AMBER</strong>") == 2
    assert "<title>TLP:AMBER Briefing: conficker, 2009-W14</title>" in html["anna"]


def test_what_was_made_is_on_the_record(home, at_work):
    record(home.records, brief(home, at_work, WEEK, GINA), "local")
    (event,) = home.records.events("conficker", {briefing.BRIEFED})
    assert (event.body["week"], event.body["for"], event.body["cut"]) == ("2009-W14", "gina", True)
    assert len(event.body["sha256"]) == 64
