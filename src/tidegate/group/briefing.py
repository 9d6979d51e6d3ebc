"""The briefing for the weekly call: one file from which every member is apprised of the other subgroups' work."""

from dataclasses import dataclass

from tidegate.group import agenda
from tidegate.group.document import render
from tidegate.group.labelled import Gate
from tidegate.group.paper import HEAD, Paper, facts, sections, shown
from tidegate.group.sources import BRIEFED, Sources, gather
from tidegate.names.days import Span, week_of
from tidegate.operation.model import Operation
from tidegate.policy import Action, Viewer, require
from tidegate.store import Draft, Home, Records


@dataclass(frozen=True)
class Briefing:
    """A briefing as one reader gets it: what it says, and the HTML that says it."""

    paper: Paper
    week: str
    html: str


def compose(home: Home, operation: Operation, week: Span, viewer: Viewer) -> str:
    """The HTML of the briefing for `week`, seven UTC days, as `viewer` may read it; NotAllowedError for no member."""
    return brief(home, operation, week, viewer).html


def brief(home: Home, operation: Operation, week: Span, viewer: Viewer) -> Briefing:
    """The briefing for `week`, as `viewer` may read it; NotAllowedError for who is no member."""
    require(viewer, Action.READ, HEAD, f"the briefing on {operation.name}")
    made = paper(gather(home, operation, week), Gate(viewer))
    return Briefing(made, week_of(week.first), render("paper.html", paper=made))


def paper(sources: Sources, gate: Gate) -> Paper:
    """What the briefing says to the reader behind `gate`."""
    gate.lets(HEAD)
    parts = shown(sections(agenda), sources, gate)
    return Paper(
        operation=sources.operation.name,
        kind="Briefing",
        subject=week_of(sources.week.first),
        days=sources.week,
        as_of=sources.as_of,
        reader=gate.viewer.name,
        label=gate.label,
        cut=gate.cut,
        sections=parts,
    )


def record(records: Records, made: Briefing, actor: str) -> None:
    """Put on the record that this briefing was made: for which week and reader, with which label and SHA-256."""
    body = {"week": made.week, **facts(made.paper, made.html)}
    records.append(actor, [Draft(BRIEFED, made.paper.operation, body)])
