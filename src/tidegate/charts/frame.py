"""What all charts share: their data, their title, their time axis, and what they say when there is nothing to show."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import altair as alt

Chart = alt.LayerChart
WIDTH = 640
HEIGHT = 240
DAY_LABEL = (
    "utcFormat(toDate(datum.value),"
    " datum.index == 0 ? '%-d %b %Y' : utchours(toDate(datum.value)) ? '%H:%M' : '%-d %b')"
)
"""How a time axis writes its labels: the first with its year, midnights by their day, other hours by the clock."""
_HOURS = {1: 3, 2: 6, 3: 12, 4: 12}
"""Hours from one label to the next where an axis of that many days shows hours at all."""


def picture(*layers: alt.Chart, text: str, unit: str, height: int, said: str) -> Chart:
    """`layers` under the title `text`, unit and time zone below it; `said` tells a screen reader the figures."""
    return alt.LayerChart(
        layer=list(layers),
        title=alt.TitleParams(text, subtitle=unit),
        width=WIDTH,
        height=height,
        description=f"{text}, {unit}: {said}",
    )


def nothing(text: str, unit: str) -> Chart:
    """The chart of no rows."""
    words: alt.Chart = alt.Chart(data([{"text": "no data"}])).mark_text(style="muted-text").encode(text="text:N")
    return picture(words, text=text, unit=unit, height=80, said="no data")


def data(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """`rows` inside the chart, so that a chart is one file."""
    return alt.InlineData(values=list(rows))


def utc(field: str, moments: Sequence[str], fill: bool = False) -> alt.X:
    """A time axis in UTC, whatever the reader's own zone, for these days or moments in ISO 8601: about eight labels.

    `fill` makes each mark as wide as its day or hour.
    """
    axis = alt.Axis(values=[_moment(tick) for tick in _ticks(moments)], labelExpr=DAY_LABEL, labelOverlap=True)
    return alt.X(
        field,
        type="temporal",
        timeUnit=_unit(moments) if fill else alt.Undefined,
        scale=alt.Scale(type="utc"),
        axis=axis,
    )


def _unit(moments: Sequence[str]) -> Literal["utcyearmonthdatehours", "utcyearmonthdate"]:
    return "utcyearmonthdatehours" if any("T" in moment for moment in moments) else "utcyearmonthdate"


def _ticks(moments: Sequence[str]) -> list[datetime]:
    days = sorted({date.fromisoformat(moment[:10]) for moment in moments})
    length = (days[-1] - days[0]).days + 1
    hours = _HOURS.get(length) if any("T" in moment for moment in moments) else None
    step = timedelta(hours=hours) if hours else timedelta(days=-(-length // 8))
    first = datetime.combine(days[0], time())
    return [first + step * index for index in range(-(-length * timedelta(days=1) // step))]


def _moment(at: datetime) -> alt.DateTime:
    return alt.DateTime(year=at.year, month=at.month, date=at.day, hours=at.hour, utc=True)
