"""The templates, with everything escaped, nothing undefined, and the words for figures as filters."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tidegate.names import figures
from tidegate.web import assets, catalogue
from tidegate.web.took import took

_DAY = re.compile(r"(?:[A-Z][a-z]{2} )?[0-9]{4}-[0-9]{2}-[0-9]{2}(?: to [0-9-]{5,10}| [0-9:]{5} UTC)?")


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
    environment.filters.update(segment=segment, took=took, unbroken=unbroken)
    environment.globals.update(asset=assets.address, tabs=catalogue.tabs, query=query)
    return environment


def render(template: str, values: Mapping[str, Any]) -> str:
    """The page made from `template`; a value that it needs and `values` lacks is an error, never a blank."""
    return _environment().get_template(template).render(values)


def unbroken(text: object) -> Markup:
    """`text` with its days and moments kept on one line."""
    return Markup(_DAY.sub(r'<span class="days">\g<0></span>', str(escape(text))))


def segment(text: object) -> str:
    """`text` as one segment of an address."""
    return quote(str(text), safe="")


def query(pairs: Iterable[tuple[str, object]] = (), **values: object) -> str:
    """`?key=value&...` of the pairs and values that are neither None nor empty; nothing where none is."""
    given = [(key, str(value)) for key, value in [*pairs, *values.items()] if value not in (None, "")]
    return f"?{urlencode(given)}" if given else ""
