"""The templates, with everything escaped, nothing undefined, and the words for figures as filters."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from tidegate.web import assets, catalogue, figures


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tidegate.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for word in ("about", "brief", "count", "moment", "percent", "plural", "until", "weekday"):
        environment.filters[word] = getattr(figures, word)
    environment.filters["segment"] = segment
    environment.globals.update(asset=assets.address, tabs=catalogue.tabs, query=query)
    return environment


def render(template: str, values: Mapping[str, Any]) -> str:
    """The page made from `template`; a value that it needs and `values` lacks is an error, never a blank."""
    return _environment().get_template(template).render(values)


def segment(text: object) -> str:
    """`text` as one segment of an address."""
    return quote(str(text), safe="")


def query(**values: object) -> str:
    """`?key=value&...` of the values that are neither None nor empty; nothing where none is."""
    given = {key: str(value) for key, value in values.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
