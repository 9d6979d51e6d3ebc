"""Playbooks as TOML: read, checked, and refused with file, line, key and reason.

Bundled ones stand in `playbooks/` and are found by name; any other is named by its path.
"""

from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from tidegate.errors import UnknownNameError
from tidegate.operation.directory.completing import complete
from tidegate.operation.model import Playbook, Registry
from tidegate.operation.naming import checked_name
from tidegate.operation.sections.label import label
from tidegate.operation.sections.legitimate import legitimate
from tidegate.operation.sections.models import models
from tidegate.operation.sections.registries import registries
from tidegate.operation.sections.sinkholes import sinkholes
from tidegate.operation.sections.subgroups import subgroups
from tidegate.operation.sections.thresholds import thresholds
from tidegate.operation.toml.file import text_of
from tidegate.operation.toml.table import read

_SUFFIX = ".toml"
_BUNDLED = files("tidegate.operation") / "playbooks"
_LONGEST_HORIZON = 3660  # ten years


@lru_cache(maxsize=16)
def parse(text: str, file: str, recorded: tuple[Registry, ...] | None = None) -> Playbook:
    """The playbook in `text`; a TidegateError that begins with `FILE:LINE:` where it is wrong.

    What its own registries do not run, those of the directory do: those that were `recorded` when an operation was
    opened from it, else those of today.
    """
    top = read(text, file)
    top.only(
        *("name", "title", "horizon_days", "subgroups", "label", "thresholds"),
        *("models", "sinkholes", "legitimate", "registries"),
    )
    watched = models(top)
    return Playbook(
        name=checked_name(top, "name"),
        title=top.text("title"),
        label=label(top),
        horizon=timedelta(days=top.whole("horizon_days", least=1, most=_LONGEST_HORIZON)),
        models=watched,
        registries=complete(registries(top), watched, recorded),
        sinkholes=sinkholes(top),
        legitimate=legitimate(top),
        subgroups=subgroups(top),
        thresholds=thresholds(top),
    )


def load(name_or_path: str) -> tuple[Playbook, str]:
    """The playbook called so, or at that path, and its text."""
    text, file = read_text(name_or_path)
    return parse(text, file), text


def bundled() -> list[str]:
    """The names of the playbooks that come with Tidegate."""
    return sorted(entry.name.removesuffix(_SUFFIX) for entry in _BUNDLED.iterdir() if entry.name.endswith(_SUFFIX))


def read_text(name_or_path: str) -> tuple[str, str]:
    """The text of a playbook, unchecked, and the file name that messages about it begin with."""
    if name_or_path in bundled():
        return (_BUNDLED / f"{name_or_path}{_SUFFIX}").read_text("utf-8"), f"{name_or_path}{_SUFFIX}"
    path = Path(name_or_path).expanduser()
    if not path.exists() and path.suffix != _SUFFIX:
        raise UnknownNameError("playbook", name_or_path, bundled())
    return text_of(path), str(path)
