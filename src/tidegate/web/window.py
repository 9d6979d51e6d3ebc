"""The newest sightings, numbered as they come. Pure."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tidegate.sinkhole.sighting import Sighting

ROOM = 500
"""How many sightings are kept to be shown; older ones are only counted."""
_LONGEST = 160
"""Longest text of a row, in characters: a request line may be 64 KiB."""


@dataclass
class Window:
    """A bounded buffer: however much comes in, it holds the newest `ROOM` rows and the number of all since `since`."""

    since: datetime
    seen: int = 0
    _rows: deque[tuple[int, dict[str, Any]]] = field(default_factory=lambda: deque(maxlen=ROOM))

    def add(self, newest: Sequence[Sighting], came: int) -> None:
        """Take in that `came` sightings came, of which these are the `newest`, oldest first.

        Those beyond `came` were there before: they are shown and not counted.
        """
        self.seen += came
        first = self.seen - len(newest) + 1
        self._rows.extend((first + index, row(sighting)) for index, sighting in enumerate(newest))

    def after(self, number: int | None, most: int) -> tuple[list[dict[str, Any]], int]:
        """The newest `most` rows that came after the `number`th (None: from the first that is kept), oldest first;
        and how many that came after it are left out."""
        rows = [made for at, made in self._rows if number is None or at > number][-most:]
        return rows, 0 if number is None else self.seen - number - len(rows)

    @property
    def models(self) -> dict[str, int]:
        """How many of the rows that are kept are of which model, the most frequent first."""
        return dict(Counter(made["model"] for _, made in self._rows).most_common())


def model(family: str | None, variant: str | None) -> str:
    """`conficker/b`, the family alone where the variant is not known, else `unknown`."""
    return f"{family}/{variant}" if family and variant else family or "unknown"


def row(sighting: Sighting) -> dict[str, Any]:
    """A sighting as a page shows it: plain text, whoever wrote it, and cut where it is endless."""
    verdict = sighting.verdict
    return {
        "at": datetime.fromtimestamp(sighting.seen_at / 1e9, UTC),
        "model": model(verdict.family, verdict.variant),
        "form": verdict.form,
        "protocol": sighting.protocol.word,
        "source": sighting.source,
        "host": cut(sighting.host),
        "request": cut(sighting.request),
        "agent": cut(sighting.agent),
    }


def cut(text: str) -> str:
    """`text`, or as much of it as a row has room for."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
