"""The seven questions: a member's newest answer counts, and carries the label that the member chose."""

import pytest

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.group.interview import Question, answer, answers, question
from tidegate.policy import PAP, TLP, Label
from tidegate.store import Home

AMBER = Label(TLP.AMBER, PAP.GREEN)


@pytest.fixture
def records(tmp_path):
    return Home(tmp_path).records


def test_there_are_seven_questions_and_each_is_asked_in_words():
    assert len(Question) == 7
    assert all(asked.text.endswith("?") for asked in Question)


def test_answers_come_in_the_order_of_the_questions(records):
    for asked, member in [(Question.FUTURE, "anna"), (Question.JOIN, "bob"), (Question.JOIN, "anna")]:
        answer(records, "conficker", asked, f"{member} on {asked}", AMBER, member)
    assert [(given.question, given.member) for given in answers(records, "conficker")] == [
        *((Question.JOIN, "anna"), (Question.JOIN, "bob"), (Question.FUTURE, "anna"))
    ]


def test_a_later_answer_takes_the_place_of_the_earlier_one_which_the_log_keeps(records):
    answer(records, "conficker", Question.MET, "no", AMBER, "anna")
    answer(records, "conficker", Question.MET, "in part", Label(TLP.CLEAR, PAP.CLEAR), "anna")
    (given,) = answers(records, "conficker")
    assert (given.text, given.label) == ("in part", Label(TLP.CLEAR, PAP.CLEAR))
    assert len(records.events("conficker")) == 2


def test_answers_belong_to_their_operation(records):
    answer(records, "conficker", Question.MET, "no", AMBER, "anna")
    assert answers(records, "mariposa") == []


def test_an_empty_answer_and_an_eighth_question_are_refused(records):
    with pytest.raises(TidegateError, match="is empty"):
        answer(records, "conficker", Question.MET, " ", AMBER, "anna")
    with pytest.raises(UnknownNameError, match="known: join, goals, met, worked, failed, advice, future"):
        question("blame")
