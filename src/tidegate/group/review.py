"""The review: the lessons-learned report, made from the event log and the lake."""

from dataclasses import dataclass

from tidegate.group import lessons
from tidegate.group.document import render
from tidegate.group.labelled import Gate
from tidegate.group.paper import HEAD, Paper, facts, sections, shown
from tidegate.group.stocktaking import Stock, take
from tidegate.operation.model import Operation
from tidegate.policy import Action, Viewer, require
from tidegate.store import Draft, Home, Records

REVIEWED = "review.made"


@dataclass(frozen=True)
class Review:
    """A review as one reader gets it: what it says, and the HTML that says it."""

    paper: Paper
    html: str


def review(home: Home, operation: Operation, viewer: Viewer) -> Review:
    """The review of `operation` so far, as `viewer` may read it; NotAllowedError for who is no member."""
    require(viewer, Action.READ, HEAD, f"the review of {operation.name}")
    made = paper(take(home, operation), Gate(viewer))
    return Review(made, render("paper.html", paper=made))


def paper(stock: Stock, gate: Gate) -> Paper:
    """What the review says to the reader behind `gate`."""
    gate.lets(HEAD)
    parts = shown(sections(lessons), stock, gate)
    return Paper(
        operation=stock.operation.name,
        kind="Review",
        subject="lessons learned",
        days=stock.days,
        as_of=stock.as_of,
        reader=gate.viewer.name,
        label=gate.label,
        cut=gate.cut,
        sections=parts,
    )


def record(records: Records, made: Review, actor: str) -> None:
    """Put on the record that this review was made: for which reader, with which label and SHA-256."""
    records.append(actor, [Draft(REVIEWED, made.paper.operation, facts(made.paper, made.html))])
