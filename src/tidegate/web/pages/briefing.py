"""The briefing for the weekly call: the newest, and the weeks before it."""

from datetime import datetime

from tidegate.group.sources import BRIEFED
from tidegate.names.days import week_of
from tidegate.policy import strictest
from tidegate.web import measured, papers
from tidegate.web.page import Data, Page, Tab, Visit


def data(visit: Visit) -> Data:
    """The weeks that were briefed, the newest first, and that of the day of interest; and the one to show."""
    made = visit.home.records.events(visit.operation.name, {BRIEFED})
    day = measured.day_of_interest(visit)
    weeks: dict[str, datetime | None] = {event.body["week"]: event.at for event in made}
    if day:
        weeks.setdefault(week_of(day), None)
    newest_first = sorted(weeks, reverse=True)
    week = (made[-1].body["week"] if made else newest_first[0]) if weeks else None
    shown = [papers.composed(visit, week)[1]] if week else []
    return {
        "label": strictest([visit.operation.label, *shown]),
        "weeks": [{"week": each, "made_at": weeks[each]} for each in newest_first],
        "week": week,
    }


PAGES = [Page("/briefing", "Briefing", "briefing.html", data, Tab("Briefing", 100, "b"))]
