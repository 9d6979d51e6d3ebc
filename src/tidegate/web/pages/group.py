"""The group: what was decided, and who works here, cut to what the viewer may read."""

from datetime import datetime
from typing import Any

from tidegate.group import decisions, members
from tidegate.group.decisions import Decision
from tidegate.group.labelled import Gate
from tidegate.policy import Viewer, strictest
from tidegate.web.page import Data, Page, Tab, Visit


def data(visit: Visit) -> Data:
    """The decisions, the newest first, and the members. What is withheld is neither shown nor counted."""
    gate = Gate(visit.viewer)
    records, now = visit.home.records, visit.home.now()
    found = gate.each(decisions.rows(records, visit.operation.name), lambda decision: decision.label)
    roster = members.rows(records) if gate.lets(members.ROSTER) else []
    return {
        "label": strictest([visit.operation.label, *(decision.label for decision in found)]),
        "decisions": [_decision(decision, now) for decision in reversed(found)],
        "members": [_member(member, visit.viewer) for member in roster],
    }


def _decision(decision: Decision, now: datetime) -> dict[str, Any]:
    return {**vars(decision), "label": str(decision.label), "state": str(decision.state(now))}


def _member(member: members.Member, viewer: Viewer) -> dict[str, Any]:
    shared = sorted(viewer.compartments.intersection(member.compartments))
    return {**vars(member), "clearance": str(member.clearance), "compartments": shared}


PAGES = [Page("/group", "Decisions and members", "group.html", data, Tab("Group", 90, "d"))]
