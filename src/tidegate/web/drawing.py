"""A chart in a page: drawn on the server so that it is there at once, and again by the browser where scripts run."""

import re
from typing import Any

from markupsafe import Markup

from tidegate.web.catalogue import all_pages
from tidegate.web.page import Figure, NotFoundError, Visit

_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')


def drawings(visit: Visit, name: str) -> dict[str, Markup]:
    """The chart called `name` as inline SVG, `light` and `dark`."""
    made: dict[str, Markup] = visit.remember(_drawn, name, reads=_figure(name).reads)
    return made


def specification(visit: Visit, name: str, theme: str) -> dict[str, Any]:
    """The chart as the JSON that the browser draws it from, in the theme `light` or `dark`."""
    made: dict[str, Any] = visit.remember(_specified, name, theme, reads=_figure(name).reads)
    return made


def _figure(name: str) -> Figure:
    found = {name: figure for page in all_pages() for name, figure in page.charts.items()}
    if name not in found:
        raise NotFoundError(f"there is no chart {name!r}")
    return found[name]


def _made(visit: Visit, name: str) -> Any:
    return _figure(name).make(visit)


def _drawn(visit: Visit, name: str) -> dict[str, Markup]:
    from tidegate.charts import render

    made = visit.remember(_made, name, reads=_figure(name).reads)
    return {
        theme: Markup(_own_ids(render.svg(made, dark=theme == "dark"), f"{name}-{theme}-"))  # the library escapes texts
        for theme in ("light", "dark")
    }


def _specified(visit: Visit, name: str, theme: str) -> dict[str, Any]:
    from tidegate.charts import render

    made = visit.remember(_made, name, reads=_figure(name).reads)
    return render.spec(made, dark=theme == "dark", fluid=True)


def _own_ids(svg: str, prefix: str) -> str:
    """Two drawings in one page must not share the ids that their clips and gradients go by."""
    return _ID.sub(rf"\g<1>{prefix}\g<2>", svg)
