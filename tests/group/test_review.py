"""The review: the whole story from the record, with the figures, and each member's words as they labelled them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tidegate.errors import NotAllowedError
from tidegate.group import review as reviewing
from tidegate.group.document import render
from tidegate.group.interview import Answer, Question
from tidegate.group.labelled import Gate
from tidegate.group.review import REVIEWED, record, review
from tidegate.group.stocktaking import take
from tidegate.operation.clearance import viewer
from tidegate.policy import PAP, TLP, Label, Viewer

RUTH, GINA = Viewer("ruth", TLP.RED), Viewer("gina", TLP.GREEN)
AT = datetime(2009, 4, 6, tzinfo=UTC)


def paper(stock, viewer):
    return reviewing.paper(stock, Gate(viewer))


def test_it_follows_the_report_of_2011(stock, contents):
    assert list(contents(paper(stock, RUTH))) == [
        *("summary", "judged", "timeline", "coverage", "reactions", "collisions", "decisions"),
        *("population", "alerts", "questions", "playbook", "background"),
    ]


def test_its_figures_are_those_of_the_stores(stock, contents):
    made = contents(paper(stock, RUTH))
    summary = made["summary"]
    assert (summary.tally.names, summary.days, summary.orders, summary.done) == (5500, 7, 4, 1)
    assert (summary.footprint.addresses, summary.members) == (126, 4)
    paces = {pace.registry: pace for pace in made["reactions"].paces}
    assert (paces["verisign"].median_days, paces["cnnic"].refused) == (2, 1)
    assert "ws" not in paces  # its list was never sent


def test_what_worked_and_what_did_not_both_have_their_figures(stock, contents):
    judged = contents(paper(stock, RUTH))["judged"]
    assert any(found.text.startswith("Orders done before their first day") for found in judged.worked)
    assert any("late or never: ws" in found.text for found in judged.failed)
    assert any(found.text.startswith("Days with an exposure above 1.0 %: 7 of 7") for found in judged.failed)


def test_the_timeline_tells_the_group_and_the_botnet(stock, contents):
    timeline = contents(paper(stock, RUTH))["timeline"]
    assert [str(day) for day, _ in timeline.group] == ["2009-03-10", "2009-03-12"]
    assert "conficker/c begins to look up its names" in [found.text for found in timeline.botnet]


def test_the_next_playbook_hears_of_who_refused(stock, contents):
    assert [pace.registry for pace in contents(paper(stock, RUTH))["playbook"].refused] == ["cnnic"]


def test_answers_are_shown_as_their_authors_labelled_them(stock):
    said = [
        Answer(question, "anna", text, Label(tlp, PAP.CLEAR), AT)
        for question, text, tlp in [(Question.WORKED, "early lists", TLP.CLEAR), (Question.FAILED, "lawyers", TLP.RED)]
    ]
    assert words(replace(stock, answers=said), RUTH) == ["early lists", "lawyers"]
    assert words(replace(stock, answers=said), GINA) == ["early lists"]


def words(stock, viewer):
    (section,) = [section for section in paper(stock, viewer).sections if section.anchor == "questions"]
    return [answer.text for asked in section.content for answer in asked.answers]


def test_who_is_cleared_for_little_gets_the_questions_only(stock, contents):
    made = paper(stock, GINA)
    assert (list(contents(made)), made.cut) == (["questions"], True)


def test_the_whole_review_is_one_file_in_which_hostile_words_stay_words(stock, hostile, self_contained):
    answer = Answer(Question.ADVICE, hostile, hostile, stock.operation.label, AT)
    html = render("paper.html", paper=paper(replace(stock, answers=[answer]), RUTH))
    assert "&lt;script&gt;alert(1)" in html
    assert html.count("<strong>TLP:AMBER</strong>") == 2
    self_contained(html)


def test_who_is_no_member_gets_no_review(home, operation):
    with pytest.raises(NotAllowedError):
        review(home, operation, viewer(home.records, "eve"))


def test_a_new_operation_has_a_review_too(home, operation, contents):
    made = review(home, operation, viewer(home.records, "local"))
    assert "there was no forecast" in made.html
    assert {"coverage", "reactions"}.isdisjoint(contents(made.paper))


def test_it_looks_back_and_never_ahead(home, at_work, clock):
    clock.at = datetime(2009, 4, 1, 12, tzinfo=UTC)
    assert str(take(home, at_work).days) == "2009-03-01 to 2009-04-01"


def test_what_was_made_is_on_the_record(home, operation):
    record(home.records, review(home, operation, viewer(home.records, "local")), "local")
    (event,) = home.records.events("conficker", {REVIEWED})
    assert (event.body["for"], event.body["label"]) == ("local", "TLP:AMBER PAP:GREEN")


def test_a_registry_that_took_longer_than_its_lead_gets_a_longer_one(stock, contents):
    playbook = stock.operation.playbook
    hurried = [replace(registry, lead_days=1) for registry in playbook.registries]
    operation = replace(stock.operation, playbook=replace(playbook, registries=tuple(hurried)))
    made = contents(paper(replace(stock, operation=operation), RUTH))
    assert [(lead.days, lead.registries) for lead in made["playbook"].leads] == [(2, ["verisign"])]
    assert [pace.registry for pace in made["reactions"].notable] == ["cnnic", "pir", "verisign"]
