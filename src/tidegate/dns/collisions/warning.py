"""The letter that warns an owner: plain words, that owner's name and days, nothing of the operation besides. Pure."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import jinja2

from tidegate.dns.collisions.collateral import Load
from tidegate.policy import Label


def letter(name: str, days: Sequence[Load], label: Label, sender: str, contact: str, today: date) -> str:
    """The letter to the owner of `name`, about its `days`, from `sender`, who can be reached at `contact`."""
    values = {"name": name, "sender": sender, "contact": contact, "today": today, "label": str(label.tlp)}
    return _template().render(days=sorted(days, key=lambda load: load.day), **values)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tidegate.dns.collisions", "letters"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("warning.txt")
