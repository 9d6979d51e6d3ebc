"""The names of one work order and what is asked for each, as the CSV export would list them, in a stream.

Exempted names are in it with `release`: whoever acted on one before it was exempted has to give it back. So are those
whose taking was withdrawn, and all names of an order that was released, but for those that another order still asks of
the same registry. Left out are the names that must not be touched for what lies under them or for who holds them, and
those whose collision nobody has decided.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import pyarrow.parquet as pq

from tidegate.dns.collisions import takings
from tidegate.dns.collisions.takings import State as Taken
from tidegate.dns.export import snapshot
from tidegate.dns.orders import life
from tidegate.dns.orders.blocklist import EXEMPT, WITHHELD, to_act_on
from tidegate.dns.orders.life import Order, State
from tidegate.dns.orders.state import ENDED
from tidegate.exchange.epp.desk import Wanted
from tidegate.exchange.epp.wish import Action
from tidegate.operation.model import Operation
from tidegate.store import Home

UNDECIDED = "undecided"


@dataclass(frozen=True)
class Listing:
    """How many names there are for each action, and how many are `exempt`, `withheld` and `undecided`; and the names,
    in a file of their own, so that a run of hours keeps nothing else busy."""

    counts: dict[str, int]
    path: Path

    def wanted(self) -> Iterator[Wanted]:
        """The names with what is asked for them, by name."""
        for batch in pq.ParquetFile(self.path).iter_batches():
            for name, action in zip(batch["name"].to_pylist(), batch["action"].to_pylist(), strict=True):
                yield name, Action.parse(action)


@contextmanager
def listed(home: Home, operation: Operation, order: Order) -> Iterator[Listing]:
    """The list that `order` makes now."""
    with TemporaryDirectory(prefix="tidegate-") as folder:
        rows = _rows(home, operation, order, Path(folder))
        withdrawn = [one.name for one in takings.rows(home.records, operation.name) if one.state is Taken.WITHDRAWN]
        undecided = rows.collision.startswith(snapshot.UNDECIDED)
        said = rows.mutate(said=ibis.cases((undecided, UNDECIDED), else_=rows.action))
        counted = said.group_by("said").agg(names=said.name.nunique()).order_by("said")
        counts = {row["said"]: row["names"] for row in home.lake.execute(counted).to_pylist()}
        names = Path(folder) / "names.parquet"
        names_only = _released(rows) if order.state is State.RELEASED else _names(rows.filter(~undecided), withdrawn)
        _write(home, names_only.order_by("name"), names)
        yield Listing(counts, names)


def _rows(home: Home, operation: Operation, order: Order, folder: Path) -> ibis.Table:
    """The list, without the names of a released order that others still ask for."""
    mine, theirs = folder / "list.parquet", folder / "others.parquet"
    snapshot.make(mine, home, operation, [order])
    rows = home.lake.file(mine)
    others = _others(home, operation, order) if order.state is State.RELEASED else []
    if not others:
        return rows
    snapshot.make(theirs, home, operation, others)
    return rows.anti_join(to_act_on(home.lake.file(theirs)), "name")


def _others(home: Home, operation: Operation, order: Order) -> list[Order]:
    """The other orders that still ask something of the same registry."""
    known = life.rows(home.records, operation.name)
    return [one for one in known if one.registry == order.registry and one.id != order.id and one.state not in ENDED]


def _released(rows: ibis.Table) -> ibis.Table:
    return rows.select("name").distinct().mutate(action=ibis.literal(Action.RELEASE.value))


def _names(rows: ibis.Table, withdrawn: Collection[str]) -> ibis.Table:
    let_go = rows.name.isin(list(withdrawn))
    rows = rows.filter((rows.action != WITHHELD) | let_go).mutate(let_go=let_go)
    names = rows.group_by("name").agg(action=rows.action.min(), let_go=rows.let_go.any())
    given_back = names.let_go | (names.action == EXEMPT)
    return names.select("name", action=ibis.ifelse(given_back, Action.RELEASE.value, names.action))


def _write(home: Home, rows: ibis.Table, path: Path) -> None:
    batches = home.lake.batches(rows)
    with pq.ParquetWriter(path, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
