"""What an index consists of: one small JSON file, replaced whole."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.store.files import whole

FILE = "index.json"
_FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """A model in an index. `mark` is the hash of its last set: it changes when the model does.

    A `retired` one is no longer what the model of that name makes; its sets stay, and match nothing.
    """

    family: str
    variant: str
    config: str
    names: int = 0
    sets: int = 0
    mark: int = 0
    retired: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.family}/{self.variant}", self.config)))


@dataclass(frozen=True)
class Manifest:
    """The days that an index covers, its models by number, and its files: the table of sets, and the segments."""

    span: Span
    models: Sequence[Entry]
    sets: str
    segments: Sequence[str]
    names: int


def read(folder: Path) -> Manifest:
    """The manifest of the index in `folder`; TidegateError where there is none, or one that cannot be read."""
    file = folder / FILE
    try:
        return _parse(json.loads(file.read_bytes()))
    except FileNotFoundError:
        raise TidegateError(f"{folder}: holds no index; `tidegate index build` makes one") from None
    except OSError as error:
        raise TidegateError(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise TidegateError(f"{file}: is no index of this version of Tidegate: {error!r}") from None


def write(folder: Path, manifest: Manifest) -> None:
    """Put `manifest` in the place of the one in `folder`, at once and for all who open the index from now on."""
    fields = asdict(manifest) | {
        "format": _FORMAT,
        "span": [manifest.span.first.isoformat(), manifest.span.last.isoformat()],
    }
    with whole(folder / FILE) as stream:
        stream.write(json.dumps(fields, indent=1).encode())


def _parse(fields: Any) -> Manifest:
    if fields["format"] != _FORMAT:
        raise ValueError(f"format {fields['format']}")
    first, last = map(date.fromisoformat, fields["span"])
    return Manifest(
        Span(first, last),
        [Entry(**model) for model in fields["models"]],
        fields["sets"],
        fields["segments"],
        fields["names"],
    )
