"""Records: an append-only, hash-chained event log, with projections that catch up when they are read.

The record is the truth. Events are never changed; `verify` finds one that was.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tidegate.errors import TidegateError
from tidegate.store.events import GENESIS, Event, chain_hash, stamp
from tidegate.store.projection import Projection

_LOG_METADATA = sa.MetaData()
LOG = sa.Table(
    "events",
    _LOG_METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("operation", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("before", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
_CURSORS = sa.Table(
    "projection_cursors",
    _LOG_METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Draft:
    """An event that is to be appended: what happened, in which operation; the log adds the rest."""

    kind: str
    operation: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Audit:
    """What `verify` found: how many events hang together, the hash of the last, and the first flaw if there is one."""

    events: int
    head: str
    flaw: str | None


def _now() -> datetime:
    return datetime.now(UTC)


class Records:
    """The event log at a SQLAlchemy `url`. Appends are serialised; readers never wait for each other."""

    def __init__(self, url: str, now: Callable[[], datetime] = _now) -> None:
        self._url = sa.make_url(url)
        self._now = now

    def append(self, actor: str, drafts: list[Draft]) -> list[Event]:
        """Append `drafts` in one transaction, all or none, and return them as they stand in the log."""
        with self._write() as connection:
            last = connection.execute(sa.select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)).first()
            seq, before = (last.seq, last.hash) if last else (0, GENESIS)
            events = []
            for draft in drafts:
                seq += 1
                event = self._seal(seq, actor, draft, before)
                before = event.hash
                events.append(event)
            if events:
                connection.execute(sa.insert(LOG), [_row(event) for event in events])
            return events

    def events(self, operation: str | None = None, kinds: set[str] | None = None, after: int = 0) -> list[Event]:
        """The events after sequence number `after`, oldest first, of one operation and of some kinds where asked."""
        query = sa.select(LOG).where(LOG.c.seq > after).order_by(LOG.c.seq)
        if operation is not None:
            query = query.where(LOG.c.operation == operation)
        if kinds is not None:
            query = query.where(LOG.c.kind.in_(sorted(kinds)))
        if not self._exists:
            return []
        with self._engine.connect() as connection:
            return [_event(row) for row in connection.execute(query)]

    def rows(self, projection: Projection, *where: sa.ColumnElement[bool]) -> list[sa.Row[Any]]:
        """The rows of `projection`, caught up with the log, that meet all of `where`, in the order of its key."""
        if not self._exists:
            return []
        query = sa.select(projection.table).where(*where).order_by(*projection.table.primary_key)
        with self._engine.connect() as connection:
            if _done(connection, projection) == _newest(connection):
                return list(connection.execute(query))
        with self._write() as connection:
            _catch_up(connection, projection)
            return list(connection.execute(query))

    def newest(self) -> int:
        """The sequence number of the newest event, 0 where there is none: it grows with every change."""
        if not self._exists:
            return 0
        with self._engine.connect() as connection:
            return _newest(connection)

    def verify(self) -> Audit:
        """Recompute the chain from the first event; the flaw names the first event that does not fit."""
        before, seq = GENESIS, 0
        if self._exists:
            with self._engine.connect() as connection:
                for row in connection.execute(sa.select(LOG).order_by(LOG.c.seq)):
                    seq += 1
                    flaw = _flaw(row, seq, before)
                    if flaw:
                        return Audit(seq - 1, before, flaw)
                    before = row.hash
        return Audit(seq, before, None)

    @property
    def _exists(self) -> bool:
        return self._url.database in (None, ":memory:") or Path(str(self._url.database)).exists()

    @cached_property
    def _engine(self) -> sa.Engine:
        engine = sa.create_engine(self._url)
        if self._url.get_backend_name() == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
            sa.event.listen(engine, "begin", _begin_sqlite)
        try:
            if self._url.get_backend_name() == "sqlite" and self._url.database:
                Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
            _LOG_METADATA.create_all(engine)
        except sa.exc.DatabaseError as error:
            raise TidegateError(f"{self._url.database}: cannot be used as the record: {error.orig}") from None
        except OSError as error:
            raise TidegateError(f"{self._url.database}: cannot be made: {error.strerror or error}") from None
        return engine

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def _seal(self, seq: int, actor: str, draft: Draft, before: str) -> Event:
        at = self._now()
        body = _json_values(draft)
        sealed = chain_hash(seq, at, actor, draft.operation, draft.kind, body, before)
        return Event(seq, at, actor, draft.operation, draft.kind, body, before, sealed)


def _newest(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(LOG.c.seq))).scalar() or 0


def _done(connection: sa.Connection, projection: Projection) -> int | None:
    """Up to which event `projection` is made; None where it has to be made anew."""
    cursor = connection.execute(sa.select(_CURSORS).where(_CURSORS.c.name == projection.name)).first()
    return cursor.seq if cursor is not None and cursor.version == projection.version else None


def _catch_up(connection: sa.Connection, projection: Projection) -> None:
    done = _done(connection, projection)
    if done is None:
        projection.table.drop(connection, checkfirst=True)
        projection.table.create(connection)
    kinds = sorted(projection.on)
    query = sa.select(LOG).where(LOG.c.seq > (done or 0), LOG.c.kind.in_(kinds)).order_by(LOG.c.seq)
    for row in connection.execute(query).all():
        event = _event(row)
        projection.on[event.kind](connection, event)
    connection.execute(sa.delete(_CURSORS).where(_CURSORS.c.name == projection.name))
    cursor = {"name": projection.name, "version": projection.version, "seq": _newest(connection)}
    connection.execute(sa.insert(_CURSORS).values(cursor))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, see the "begin" listener
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA busy_timeout = 30000")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _json_values(draft: Draft) -> dict[str, Any]:
    try:
        return dict(json.loads(json.dumps(draft.body, allow_nan=False)))
    except (TypeError, ValueError) as error:
        raise TidegateError(f"event {draft.kind}: the body holds something JSON cannot carry: {error}") from None


def _row(event: Event) -> dict[str, Any]:
    body = json.dumps(event.body, sort_keys=True)
    return {**vars(event), "at": stamp(event.at), "body": body}


def _event(row: sa.Row[Any]) -> Event:
    values = row._asdict()
    try:
        values["at"] = datetime.fromisoformat(values["at"])
        values["body"] = json.loads(values["body"])
    except ValueError:
        raise TidegateError(
            f"event {row.seq} ({row.kind}) was changed after it was written and cannot be read"
        ) from None
    return Event(**values)


def _flaw(row: sa.Row[Any], seq: int, before: str) -> str | None:
    if row.seq != seq:
        return f"event {seq} is missing; the next one found is {row.seq}"
    if row.before != before:
        return f"event {seq} ({row.kind}) does not follow the event before it"
    try:
        event = _event(row)
    except TidegateError as error:
        return str(error)
    expected = chain_hash(seq, event.at, event.actor, event.operation, event.kind, event.body, before)
    return None if event.hash == expected else f"event {seq} ({event.kind}) was changed after it was written"
