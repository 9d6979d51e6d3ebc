"""A paper as one self-contained HTML file: no script, nothing fetched, readable in print and on a phone."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tidegate.group import wording
from tidegate.store.files import whole


@dataclass(frozen=True)
class Drawing:
    """A chart as inline SVG, for light and for dark."""

    light: Markup
    dark: Markup


def drawing(chart: Any) -> Drawing:
    """The Altair `chart`, drawn; texts in it are escaped by the drawing library."""
    from tidegate.charts import render  # late: it takes a second to import

    return Drawing(Markup(render.svg(chart)), Markup(render.svg(chart, dark=True)))


def render(template: str, **values: Any) -> str:
    """The template of `group/templates`, filled in. Every text is escaped, whoever wrote it."""
    return _environment().get_template(template).render(**values)


def write(path: Path, html: str) -> None:
    """Put `html` at `path`, whole or not at all; TidegateError where that cannot be."""
    with whole(path) as file:
        file.write(html.encode())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tidegate.group"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("count", "plural", "percent", "weekday", "moment", "duration", "listed", "days"):
        environment.filters[name] = getattr(wording, name)
    return environment
