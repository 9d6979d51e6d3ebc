"""What a registry may be asked for: the forecast without what must be left alone. Plan and exports both start here.

Left alone are exempted names, every name above an exempted one (who takes `site.example` takes `www.site.example`),
public suffixes, whatever was decided: they are never blocked whole; and names that somebody has registered, unless two
members decided to take them (`collisions.takings`): then the list says hold or transfer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import ibis
import pyarrow as pa

from tidegate.dns.collisions import exemptions, finders, takings
from tidegate.dns.collisions.kinds import HELD
from tidegate.dns.orders.life import Order
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Records
from tidegate.store.lake import Lake

COLUMNS = ("day", "name", "suffix", "models", "live_from", "live_until", "action", "order", "collision")
"""The columns of a list."""
EXEMPT, WITHHELD = "exempt", "withheld"
"""The actions of rows that are in a list to be let through, or to be told of only: nobody is asked to act on them."""


@dataclass(frozen=True)
class Spared:
    """The names that nobody is asked to touch: `exempt` by decision, `withheld` because of what lies under them or who
    holds them. `taken` are the registered names that two members decided to take, each with how."""

    exempt: frozenset[str]
    withheld: frozenset[str]
    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> frozenset[str]:
        return self.exempt | self.withheld

    @property
    def marked(self) -> frozenset[str]:
        """The names for which a list says something else than the action that is asked of their registry."""
        return self.all | frozenset(self.taken)

    def action(self, name: str) -> str | None:
        """What stands in the place of the action asked for `name`; None where that is what is asked."""
        return EXEMPT if name in self.exempt else WITHHELD if name in self.withheld else self.taken.get(name)


def left_alone(
    lake: Lake, records: Records, operation: Operation, span: Span | None = None, under: Collection[str] | None = None
) -> Spared:
    """What of the forecast (of `span`, and `under` some suffixes) must be left alone by what is decided now."""
    exempt = exemptions.accepted(records, operation.name)
    return spared(lake, operation, exempt, span, under, takings.confirmed(records, operation.name))


def spared(
    lake: Lake,
    operation: Operation,
    exempt: Collection[str],
    span: Span | None = None,
    under: Collection[str] | None = None,
    taken: Mapping[str, str] | None = None,
) -> Spared:
    """What of the forecast (of `span`, and `under` some suffixes) must be left alone, where `exempt` are the accepted
    exemptions and `taken` the confirmed takings. Without `taken`, no registered name is touched."""
    rows = lake.table("forecast", operation.name, span)
    rows = rows if under is None else rows.filter(rows.suffix.isin(list(under)))
    public = set(finders.public_suffixes(lake, rows.select("name"))["name"].to_pylist())
    public |= operation.playbook.registry_of_suffix.keys()  # zones that no list has
    above = {parent for name in exempt for parent in _parents(name)}
    untouchable = {*public, *above, *exempt}
    chosen = {name: means for name, means in (taken or {}).items() if name not in untouchable}
    held = _held(lake, operation.name) - chosen.keys()
    return Spared(frozenset(exempt), frozenset({*public, *above, *held} - set(exempt)), chosen)


def _held(lake: Lake, operation: str) -> set[str]:
    """The names that somebody is known to hold, on whatever day they are rendezvous."""
    found = lake.table("collisions", operation)
    names = lake.execute(found.filter(found.kind.isin(HELD)).select("name").distinct())
    return set(names["name"].to_pylist())


def counts(
    lake: Lake, operation: Operation, left_alone: Spared, span: Span | None = None
) -> Mapping[tuple[str, date], int]:
    """How many names can be asked for, by suffix and day; only suffixes that a registry of the playbook runs."""
    found: dict[tuple[str, date], int] = {}
    for month in _months(day for day in lake.days("forecast", operation.name) if span is None or day in span):
        rows = lake.table("forecast", operation.name, month).inner_join(_directory(operation), "suffix")
        rows = rows.anti_join(_names(left_alone.all), "name")
        numbers = lake.execute(rows.group_by("suffix", "day").agg(names=rows.name.nunique())).to_pylist()
        found |= {(row["suffix"], row["day"]): row["names"] for row in numbers}
    return found


def _months(days: Iterable[date]) -> Iterator[Span]:
    """The spans of `days`, which are in order, by calendar month: distinct names of a year would fill the memory."""
    for _, month in groupby(days, key=lambda day: (day.year, day.month)):
        first, *rest = month
        yield Span(first, rest[-1] if rest else first)


def listing(
    lake: Lake, operation: Operation, orders: Sequence[Order], left_alone: Spared, doubts: Mapping[str, str]
) -> ibis.Table:
    """The list that `orders` make, one row for each name and day, by order, day and name.

    Columns: day, name, suffix, models (`conficker/a conficker/c`), live_from and live_until (UTC, without a zone),
    action (the order's, or "exempt" or "withheld"), order, collision (what `doubts` say of the name, else "").
    """
    rows = _marked(_asked(lake, operation, orders), left_alone, doubts)
    midnight = rows.day.cast("timestamp")
    rows = rows.mutate(
        live_from=midnight + rows.begins.cast("int64").as_interval("h"),
        live_until=midnight + rows.ends.cast("int64").as_interval("h"),
    )
    models = sorted({f"{model.family}/{model.variant}" for model in operation.playbook.models})
    grouped = rows.group_by("day", "name", "suffix", "action", "order", "collision").agg(
        live_from=rows.live_from.min(),
        live_until=rows.live_until.max(),
        **{model: (rows.model == model).any() for model in models},  # concatenated, a name would take 500 bytes
    )
    made_by = ibis.literal(" ").join([grouped[model].ifelse(model, ibis.null("string")) for model in models])
    return grouped.mutate(models=made_by).select(COLUMNS).order_by("order", "day", "name")


def suffixes(operation: Operation, orders: Collection[Order]) -> list[str]:
    """The suffixes that the registries of `orders` run."""
    asked = {order.registry for order in orders}
    return [suffix for suffix, registry in operation.playbook.registry_of_suffix.items() if registry.id in asked]


def to_act_on(listing: ibis.Table) -> ibis.Table:
    """The rows of a list on which somebody is asked to act: the block list."""
    return listing.filter(listing.action.notin([EXEMPT, WITHHELD]))


def _asked(lake: Lake, operation: Operation, orders: Sequence[Order]) -> ibis.Table:
    """The rendezvous that `orders` cover, each with its order, model and hours."""
    span = Span(min(order.first for order in orders), max(order.last for order in orders))
    rows = lake.table("forecast", operation.name, span)
    rows = rows.filter(rows.suffix.isin(suffixes(operation, orders))).inner_join(_directory(operation), "suffix")
    rows = rows.inner_join(finders.windows(operation.playbook.models), finders.MODEL)
    rows = rows.mutate(model=rows.family + ibis.literal("/") + rows.variant)
    asked = _orders(orders)
    covered = [rows.registry == asked.asked_of, rows.day >= asked.first, rows.day <= asked.last]
    columns = ("day", "name", "suffix", "model", "begins", "ends", "action", "order")
    return rows.inner_join(asked, covered).select(*columns)


def _marked(rows: ibis.Table, left_alone: Spared, doubts: Mapping[str, str]) -> ibis.Table:
    """`rows` with their action changed where they must be left alone, and with what there is to say of the name."""
    known = sorted({*left_alone.marked, *doubts})
    marks = _columns(
        marked=known,
        instead=[left_alone.action(name) for name in known],
        doubt=[doubts.get(name, "") for name in known],
    )
    joined = rows.left_join(marks, rows.name == marks.marked)
    action = ibis.coalesce(joined.instead, joined.action)
    return joined.mutate(action=action, collision=joined.doubt.fill_null("")).drop("marked", "instead", "doubt")


def _parents(name: str) -> list[str]:
    """The names above `name` that have at least two labels."""
    labels = name.split(".")
    return [".".join(labels[cut:]) for cut in range(1, len(labels) - 1)]


def _directory(operation: Operation) -> ibis.Table:
    run = operation.playbook.registry_of_suffix
    return _columns(suffix=list(run), registry=[registry.id for registry in run.values()])


def _orders(orders: Sequence[Order]) -> ibis.Table:
    return ibis.memtable(
        pa.table(
            {
                "order": pa.array([order.id for order in orders], pa.string()),
                "asked_of": pa.array([order.registry for order in orders], pa.string()),
                "action": pa.array([order.action for order in orders], pa.string()),
                "first": pa.array([order.first for order in orders], pa.date32()),
                "last": pa.array([order.last for order in orders], pa.date32()),
            }
        )
    )


def _names(names: Collection[str]) -> ibis.Table:
    return _columns(name=sorted(names))


def _columns(**columns: Sequence[str | None]) -> ibis.Table:
    return ibis.memtable(pa.table({key: pa.array(cells, pa.string()) for key, cells in columns.items()}))
