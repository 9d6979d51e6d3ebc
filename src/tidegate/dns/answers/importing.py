"""Importing a registry's answer: read, set against what was asked, kept in the lake, and put on the record.

Whole or not at all: the parts of the lake say nothing before the record names them, and the record names them all at
once, together with the steps to which the answer brings its orders.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import ibis
import pyarrow as pa

from tidegate.dns.answers import reader
from tidegate.dns.answers.reconcile import Counts, by_name, count, opened, reconciled
from tidegate.dns.answers.source import opened as opened_file
from tidegate.dns.answers.standing import asked
from tidegate.dns.orders.answered import words
from tidegate.dns.orders.life import follow
from tidegate.dns.orders.order import Order
from tidegate.dns.orders.projection import ANSWERED
from tidegate.dns.orders.state import CLAIMED, ENDED, State
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Draft, Home

_FLAWS = 5


@dataclass(frozen=True)
class Unread:
    """A line that cannot be read, and why."""

    line: int
    flaw: str


@dataclass(frozen=True)
class Imported:
    """An answer that was imported for `orders`: how its names stand now, order by order, and what could not be read."""

    sha256: str
    lines: int
    counts: dict[str, Counts]
    unread: list[Unread]


@dataclass(frozen=True)
class _Answer:
    path: Path
    sha256: str
    lines: pa.Table


def answer(home: Home, operation: Operation, orders: Sequence[Order], path: Path, actor: str) -> Imported:
    """Import the file at `path` as the answer to `orders`, which are one registry's.

    TidegateError, with nothing written, where the file is no answer, names nothing that was asked, was imported before,
    or where an order was never sent or has ended.
    """
    for order in orders:
        _check(order)
    read = _read(path)
    _check_new(home, operation, orders, read)
    wanted = {order.id: asked(home, operation, order) for order in orders}
    mine = _shares(home, orders, read, wanted)
    drafts: list[Draft] = []
    counts: dict[str, Counts] = {}
    for order in orders:
        if len(mine[order.id]):
            counts[order.id] = _keep(home, operation, order, read, mine[order.id], wanted[order.id], drafts)
    home.records.append(actor, drafts)
    return Imported(read.sha256, len(read.lines), counts, unread(read.lines))


def unread(lines: pa.Table) -> list[Unread]:
    """The lines that could not be read."""
    flawed = lines.filter(lines["flaw"].is_valid())
    return [Unread(row["line"], row["flaw"]) for row in flawed.select(["line", "flaw"]).to_pylist()]


def _check(order: Order) -> None:
    if order.state is State.DRAFTED:
        raise TidegateError(f"order {order.id} was never sent: there is nothing that could be answered")
    if order.state in ENDED:
        raise TidegateError(f"order {order.id} is {order.state}: send it again before its answer is taken")


def _read(path: Path) -> _Answer:
    with opened_file(path) as file:
        lines = reader.read(file.lines, str(path))
    if not lines["name"].is_valid().to_numpy().any():
        first = next((f"; line {one.line}: {one.flaw}" for one in unread(lines)), "")
        raise TidegateError(f"{path}: holds no answer that can be read{first}")
    return _Answer(path, file.sha256, lines)


def _check_new(home: Home, operation: Operation, orders: Sequence[Order], read: _Answer) -> None:
    standing = {answer for order in orders for answer in order.answers}
    for event in home.records.events(operation.name, {ANSWERED}):
        if event.body["answer"] in standing and event.body["sha256"] == read.sha256:
            raise TidegateError(f"{read.path}: was imported on {event.at:%Y-%m-%d %H:%M} UTC as {event.body['answer']}")


def _shares(home: Home, orders: Sequence[Order], read: _Answer, wanted: dict[str, ibis.Table]) -> dict[str, pa.Table]:
    """The lines that concern each order, with whether the name is `asked`; what concerns none goes with the first that
    the file concerns at all."""
    lines = ibis.memtable(read.lines)
    shares = {id: home.lake.execute(lines.semi_join(names, "name").mutate(asked=True)) for id, names in wanted.items()}
    concerned = [order.id for order in orders if len(shares[order.id])]
    if not concerned:
        ids = ", ".join(order.id for order in orders)
        raise TidegateError(f"{read.path}: none of its names was asked for with {ids}")
    rest = lines
    for names in wanted.values():
        rest = rest.anti_join(names, "name")
    others = home.lake.execute(rest.mutate(asked=False))
    shares[concerned[0]] = pa.concat_tables([shares[concerned[0]], others])
    return shares


def _keep(
    home: Home,
    operation: Operation,
    order: Order,
    read: _Answer,
    lines: pa.Table,
    wanted: ibis.Table,
    drafts: list[Draft],
) -> Counts:
    """Write the order's share of the answer to the lake, and add its events to `drafts`."""
    answer, now = f"{order.id}.answer-{_number(home, operation, order)}", home.now()
    moment = pa.scalar(now, pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))
    said = home.lake.execute(by_name(lines))
    rows = ibis.memtable(lines).left_join(ibis.memtable(said), "name").drop("name_right").order_by("line")
    table = home.lake.execute(rows)
    for name, value in (("order", order.id), ("answer", answer), ("answered_at", moment)):
        table = table.append_column(name, pa.repeat(value, len(table)))
    home.lake.write("answers", operation.name, order.first, answer, table)
    counts = _counts(home, operation, order, said.append_column("answered_at", pa.repeat(moment, len(said))), wanted)
    body = {
        "order": order.id,
        "answer": answer,
        "file": read.path.name,
        "sha256": read.sha256,
        "lines": len(table),
        "unread": len(unread(table)),
        "counts": asdict(counts),
        "left": counts.left,
    }
    drafts.append(Draft(ANSWERED, operation.name, body))
    drafts.extend(_steps(operation, order, counts, answer))
    return counts


def _counts(home: Home, operation: Operation, order: Order, said: pa.Table, wanted: ibis.Table) -> Counts:
    """How the order's names stand once `said` counts too."""
    now = ibis.memtable(said)
    before = words(home.lake, operation.name, [order]).anti_join(now, "name")
    columns = ("name", "word", "answered_at")
    every = ibis.union(now.select(*columns), before.select(*columns))
    span = Span(order.first, order.last)
    return count(home.lake, reconciled(wanted, every, opened(home.lake, operation.name, span)))


def _number(home: Home, operation: Operation, order: Order) -> int:
    """The number of the order's next answer; those that a refusal ended keep theirs."""
    events = home.records.events(operation.name, {ANSWERED})
    return 1 + len([event for event in events if event.body["order"] == order.id])


def _steps(operation: Operation, order: Order, counts: Counts, answer: str) -> list[Draft]:
    """The step to which the answer brings the order: acted where all is done, refused where all is refused."""
    wanted = _state(order, counts)
    if wanted is None:
        return []
    said = ", ".join(
        f"{number:,} {kind}" for kind, number in asdict(counts).items() if number and kind not in ("asked", "unasked")
    )
    return [follow(operation.name, order, wanted, f"{answer}: of {counts.asked:,} names {said}")]


def _state(order: Order, counts: Counts) -> State | None:
    if not counts.left:
        return State.ACTED if order.state not in (State.ACTED, State.VERIFIED) else None
    if counts.refused == counts.asked:
        return State.REFUSED
    return State.ACKNOWLEDGED if order.state is State.SENT or order.state in CLAIMED else None
