"""The briefing for the weekly call: the newest, and the weeks before it."""

from datetime import datetime

from tidegate.group.sources import BRIEFED
from tidegate.names.days import week_of
from tidegate.web import measured
from tidegate.web.page import Data, Page, Tab, Visit


def data(visit: Visit) -> Data:
    """The weeks that were briefed, the newest first, and that of the day of interest; and the one to show."""
    made = visit.home.records.events(visit.operation.name, {BRIEFED})
    day = measured.day_of_interest(visit)
    weeks: dict[str, datetime | None] = {event.body["week"]: event.at for event in made}
    if day:
        weeks.setdefault(week_of(day), None)
    newest_first = sorted(weeks, reverse=True)
    return {
        "weeks": [{"week": week, "made_at": weeks[week]} for week in newest_first],
        "week": (made[-1].body["week"] if made else newest_first[0]) if weeks else None,
    }


PAGES = [Page("/briefing", "Briefing", "briefing.html", data, Tab("Briefing", 100, "b"))]
