"""The seven questions that whoever takes stock asks every member, and the answers on the record.

The questions are those of the report on the Conficker Working Group (The Rendon Group, published January 2011), in our
words.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.group.labelled import columns, read, written
from tidegate.policy import Label
from tidegate.store import Draft, Event, Projection, Records
from tidegate.store.projection import METADATA

ANSWERED = "interview.answered"


class Question(StrEnum):
    """The seven, by the word that stands for them in commands."""

    JOIN = "join"
    GOALS = "goals"
    MET = "met"
    WORKED = "worked"
    FAILED = "failed"
    ADVICE = "advice"
    FUTURE = "future"

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return _TEXTS[self]


_TEXTS = {
    Question.JOIN: "How did you come to join the group?",
    Question.GOALS: "What were the group's goals?",
    Question.MET: "Were they met?",
    Question.WORKED: "What worked?",
    Question.FAILED: "What did not work?",
    Question.ADVICE: "What would you tell yourself of twelve months ago?",
    Question.FUTURE: "What should a future group take over?",
}


@dataclass(frozen=True)
class Answer:
    """What a member answered, at which moment (UTC), and who may read it."""

    question: Question
    member: str
    text: str
    label: Label
    at: datetime


ANSWERS = sa.Table(
    "interview_answers",
    METADATA,
    sa.Column("operation", sa.String, primary_key=True),
    sa.Column("question", sa.String, primary_key=True),
    sa.Column("member", sa.String, primary_key=True),
    sa.Column("text", sa.String, nullable=False),
    *columns(),
    sa.Column("at", sa.String, nullable=False),
)


def question(text: str) -> Question:
    """The question that `text` stands for; UnknownNameError lists the seven."""
    try:
        return Question(text)
    except ValueError:
        raise UnknownNameError("question", text, Question) from None


def answer(records: Records, operation: str, asked: Question, text: str, label: Label, actor: str) -> None:
    """Put `actor`'s answer on the record; a later one to the same question takes its place, and the log keeps both."""
    if not text.strip():
        raise TidegateError(f"the answer to {asked.text!r} is empty")
    body = {"question": asked, "text": text.strip(), **written(label)}
    records.append(actor, [Draft(ANSWERED, operation, body)])


def answers(records: Records, operation: str) -> list[Answer]:
    """The operation's answers, in the order of the questions and by member."""
    order = list(Question)
    found = [_answer(row) for row in records.rows(PROJECTION, ANSWERS.c.operation == operation)]
    return sorted(found, key=lambda answer: (order.index(answer.question), answer.member))


def _answer(row: sa.Row[tuple[Any, ...]]) -> Answer:
    return Answer(Question(row.question), row.member, row.text, read(row._asdict()), datetime.fromisoformat(row.at))


def _answered(connection: sa.Connection, event: Event) -> None:
    key = {"operation": event.operation, "question": event.body["question"], "member": event.actor}
    connection.execute(sa.delete(ANSWERS).filter_by(**key))
    connection.execute(sa.insert(ANSWERS).values({**event.body, **key, "at": event.at.isoformat()}))


PROJECTION = Projection(ANSWERS, version=1, on={ANSWERED: _answered})
