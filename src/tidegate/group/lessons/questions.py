"""The seven questions and what members answered, in their own words."""

from dataclasses import dataclass

from tidegate.group.interview import Answer, Question
from tidegate.group.labelled import Gate
from tidegate.group.paper import HEAD, Section
from tidegate.group.stocktaking import Stock


@dataclass(frozen=True)
class Asked:
    """One question and the answers to it that the reader may see."""

    text: str
    answers: list[Answer]


def make(stock: Stock, gate: Gate) -> list[Asked]:
    """A member's words carry the label that the member gave them, whatever the operation's."""
    readable = gate.each(stock.answers, lambda answer: answer.label)
    return [Asked(question.text, [one for one in readable if one.question is question]) for question in Question]


SECTION = Section(9, "Seven questions", "lessons/questions.html", make, label=lambda stock: HEAD)
