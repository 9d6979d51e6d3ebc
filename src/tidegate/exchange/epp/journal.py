"""What was sent and how it ended, on the disk before it goes over the connection: one SQLite file for each registry.

A killed run goes on from here: names with an outcome are left alone, those with a command that nobody answered come
first. The file also keeps both sides' transaction ids of every command, for when there is something to clear up.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tidegate.errors import TidegateError
from tidegate.exchange.epp.desk import Asked, Settled
from tidegate.exchange.epp.dialogue import DONE, REFUSED, TAKEN
from tidegate.exchange.epp.response import Response
from tidegate.exchange.epp.wish import Action

_FINAL = (DONE, TAKEN, REFUSED)
_HARMLESS = ("check", "info")
_TABLES = """
create table if not exists sent (
    id text primary key, ordered text not null, verb text not null, names text not null, code integer, server_id text
) without rowid;
create index if not exists sent_unanswered on sent (ordered) where code is null;
create table if not exists touched (name text primary key) without rowid;
create table if not exists outcomes (
    ordered text not null, name text not null, action text not null, word text not null, note text not null,
    primary key (ordered, name)
) without rowid;
"""


@dataclass(frozen=True)
class Entry:
    """A line of the answer: what became of `name`."""

    name: str
    action: str
    word: str
    note: str


class Journal:
    """The journal at `path` for one work order, and for one process at a time; a context.

    TidegateError where it cannot be used.
    """

    def __init__(self, path: Path, order: str) -> None:
        self._path, self._order = path, order
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._database.executescript(
                f"pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; {_TABLES}"
            )
        except (OSError, sqlite3.Error) as error:
            raise self._flaw(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database.close()

    def write(
        self, answers: Iterable[tuple[str, Response]], settled: Iterable[Settled], sending: Iterable[Asked]
    ) -> None:
        """Keep, at once and durably, the answers that came, the outcomes, and the commands about to be sent."""
        commands, ended = list(sending), list(settled)
        self._run("begin")
        self._many(
            "update sent set code = ?, server_id = ? where id = ?",
            ((response.code, response.server_id, id) for id, response in answers),
        )
        self._many(
            "insert or replace into outcomes values (?, ?, ?, ?, ?)",
            ((self._order, one.name, one.action.value, one.outcome.word, one.outcome.note) for one in ended),
        )
        released = [one.name for one in ended if one.action is Action.RELEASE and one.outcome.word == DONE]
        self._many("delete from touched where name = ?", ((name,) for name in released))
        self._many(
            "insert into sent (id, ordered, verb, names) values (?, ?, ?, ?)",
            ((asked.id, self._order, asked.command.verb, " ".join(asked.names)) for asked in commands),
        )
        touching = (name for asked in commands if asked.command.verb not in _HARMLESS for name in asked.names)
        self._many("insert or ignore into touched values (?)", ((name,) for name in touching))
        self._run("commit")

    def is_settled(self, name: str, action: Action) -> bool:
        """Whether `action` came to an end for `name` that another try would not change."""
        wanted = "select word from outcomes where ordered = ? and name = ? and action = ?"
        found = self._run(wanted, self._order, name, action.value).fetchone()
        return found is not None and found[0] in _FINAL

    def was_touched(self, name: str) -> bool:
        """Whether anything was sent, for whichever order, that could have changed `name`, and it was not released."""
        return self._run("select 1 from touched where name = ?", name).fetchone() is not None

    def unanswered(self) -> list[str]:
        """The names of which a command was sent that nobody answered, and that have no outcome since."""
        rows = self._run("select names from sent where code is null and ordered = ?", self._order).fetchall()
        names = sorted({name for (together,) in rows for name in together.split()})
        ended = "select 1 from outcomes where ordered = ? and name = ?"
        return [name for name in names if not self._run(ended, self._order, name).fetchone()]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever sent for the order."""
        return self._run("select 1 from sent where ordered = ? limit 1", self._order).fetchone() is None

    def forget(self) -> None:
        """Let every name be asked for again; what was sent stays on file."""
        self._run("delete from outcomes where ordered = ?", self._order)

    def entries(self) -> Iterator[Entry]:
        """Every outcome, by name."""
        rows = self._run("select name, action, word, note from outcomes where ordered = ? order by name", self._order)
        return (Entry(*row) for row in rows)

    def counts(self) -> Counter[str]:
        """How many names have which outcome; those that were given back count as `released`."""
        said = "case when action = 'release' and word = 'done' then 'released' else word end"
        counted = f"select {said} as said, count(*) from outcomes where ordered = ? group by said"
        return Counter(dict(self._run(counted, self._order).fetchall()))

    def _run(self, statement: str, *values: str) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise self._flaw(error) from None

    def _many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        try:
            self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._flaw(error) from None

    def _flaw(self, error: Exception) -> TidegateError:
        if "locked" in str(error):
            return TidegateError(f"{self._path}: another process is using this journal")
        return TidegateError(f"{self._path}: the journal cannot be used: {error}")
