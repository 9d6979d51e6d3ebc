"""The names of one work order and what is asked for each, as the CSV export would list them, in a stream.

Exempted names are in it with `release`: whoever acted on one before it was exempted has to give it back. Left out are
the names that must not be touched for what lies under them, and those whose collision nobody has decided.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis

from tidegate.dns.export import snapshot
from tidegate.dns.orders.blocklist import EXEMPT, WITHHELD
from tidegate.dns.orders.life import Order
from tidegate.exchange.epp.desk import Wanted
from tidegate.exchange.epp.wish import Action
from tidegate.operation.model import Operation
from tidegate.store import Home
from tidegate.store.lake import Lake


class Listing:
    """The list in the file at `path`."""

    def __init__(self, lake: Lake, path: Path) -> None:
        self._lake, self._rows = lake, lake.file(path)
        self._undecided = self._rows.collision.startswith(snapshot.UNDECIDED)

    def counts(self) -> dict[str, int]:
        """How many names there are for each action; `exempt`, `withheld` and `undecided` are left alone."""
        said = ibis.cases((self._undecided, "undecided"), else_=self._rows.action)
        rows = self._rows.mutate(said=said).group_by("said").agg(names=self._rows.name.nunique()).order_by("said")
        return {row["said"]: row["names"] for row in self._lake.execute(rows).to_pylist()}

    def wanted(self, only: Collection[str] | None = None) -> Iterator[Wanted]:
        """The names by themselves (of `only`) with what is asked for them, by name."""
        rows = self._names if only is None else self._names.filter(self._names.name.isin(list(only)))
        for batch in self._lake.batches(rows.order_by("name")):
            for name, action in zip(batch["name"].to_pylist(), batch["action"].to_pylist(), strict=True):
                yield name, Action.RELEASE if action == EXEMPT else Action.parse(action)

    def first(self) -> Wanted | None:
        """The first name that is not to be released."""
        rows = self._names.filter(self._names.action != EXEMPT).order_by("name").limit(1)
        for row in self._lake.execute(rows).to_pylist():
            return row["name"], Action.parse(row["action"])
        return None

    @property
    def _names(self) -> ibis.Table:
        rows = self._rows.filter(~self._undecided, self._rows.action != WITHHELD)
        return rows.group_by("name").agg(action=rows.action.min())


@contextmanager
def listed(home: Home, operation: Operation, order: Order) -> Iterator[Listing]:
    """The list that `order` makes now."""
    with TemporaryDirectory(prefix="tidegate-") as folder:
        path = Path(folder) / "list.parquet"
        snapshot.make(path, home, operation, [order])
        yield Listing(home.lake, path)
