"""Answers on the disk, so that nobody is asked twice in a week. Safe to stop at any moment: each answer is kept as it
comes."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tidegate.dns.collisions.rdap.answer import Answer
from tidegate.errors import TidegateError

KEPT = timedelta(days=7)
KEPT_FREE = timedelta(days=1)
"""How long it stands that a name is not registered: the adversary registers late."""
NAME = "rdap.sqlite"

_TABLE = "CREATE TABLE IF NOT EXISTS answers (name TEXT PRIMARY KEY, asked_at TEXT NOT NULL, answer TEXT NOT NULL)"


class Cache:
    """The answers kept at `path`, a file that is made when the first is put in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, answer: Answer, asked_at: datetime) -> None:
        """Keep `answer`, which was given at `asked_at` (UTC)."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        row = (answer.name, asked_at.isoformat(), json.dumps(asdict(answer), default=str))
        with self._opened() as database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def get(self, name: str, now: datetime) -> Answer | None:
        """The answer about `name`, where one is kept and has not expired at `now`: then it is time to ask again."""
        for answer, at in self._rows("WHERE name = ?", name):
            return answer if now - at < (KEPT if answer.registered else KEPT_FREE) else None
        return None

    def all(self) -> list[tuple[Answer, datetime]]:
        """Every answer, however old, with the moment at which it was given, by name."""
        return self._rows("ORDER BY name")

    def _rows(self, where: str, *values: str) -> list[tuple[Answer, datetime]]:
        if not self.path.exists():
            return []
        with self._opened() as database:
            found = database.execute(f"SELECT asked_at, answer FROM answers {where}", values).fetchall()
        return [(_answer(json.loads(text)), datetime.fromisoformat(asked_at)) for asked_at, text in found]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as database, database:
                database.execute(_TABLE)
                yield database
        except sqlite3.DatabaseError as error:
            raise TidegateError(f"{self.path}: cannot be used as a cache of RDAP answers: {error}") from None


def _answer(values: dict[str, Any]) -> Answer:
    days = {key: date.fromisoformat(values[key]) if values[key] else None for key in ("since", "expires")}
    lists = {key: tuple(values[key]) for key in ("status", "nameservers")}
    return Answer(**{**values, **days, **lists})
