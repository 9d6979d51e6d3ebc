"""A chart in a page: drawn on the server so that it is there at once, and again by the browser where scripts run."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from tidegate.web.catalogue import all_pages
from tidegate.web.page import NotFoundError, Visit

_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')


def chart(visit: Visit, name: str, query: tuple[tuple[str, str], ...]) -> Any:
    """The chart called `name`; NotFoundError when no page shows one of that name."""
    found = {name: make for page in all_pages() for name, make in page.charts.items()}
    if name not in found:
        raise NotFoundError(f"there is no chart {name!r}")
    return visit.remember(_made, found[name], query)


def drawings(visit: Visit, name: str, query: Mapping[str, str]) -> dict[str, Markup]:
    """The chart as inline SVG, `light` and `dark`."""
    made: dict[str, Markup] = visit.remember(_drawn, name, tuple(sorted(query.items())))
    return made


def specification(visit: Visit, name: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The chart as the JSON that the browser draws it from; `theme=dark` asks for the dark one."""
    from tidegate.charts import render

    rest = {key: value for key, value in query.items() if key != "theme"}
    drawn = chart(visit, name, tuple(sorted(rest.items())))
    return render.spec(drawn, dark=query.get("theme") == "dark", fluid=True)


def _made(visit: Visit, make: Any, query: tuple[tuple[str, str], ...]) -> Any:
    return make(Visit(visit.home, visit.operation, visit.viewer, visit.memo, {}, dict(query)))


def _drawn(visit: Visit, name: str, query: tuple[tuple[str, str], ...]) -> dict[str, Markup]:
    from tidegate.charts import render

    made = chart(visit, name, query)
    return {
        theme: Markup(_own_ids(render.svg(made, dark=theme == "dark"), f"{name}-{theme}-"))  # the library escapes texts
        for theme in ("light", "dark")
    }


def _own_ids(svg: str, prefix: str) -> str:
    """Two drawings in one page must not share the ids that their clips and gradients go by."""
    return _ID.sub(rf"\g<1>{prefix}\g<2>", svg)
