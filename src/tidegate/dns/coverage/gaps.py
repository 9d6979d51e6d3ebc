"""The gaps of a day, the worst first: which of its names can the adversary still get, why, and what it would gain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import ibis
import pyarrow as pa

from tidegate.dns.coverage import tally
from tidegate.dns.coverage.exposure import exposure
from tidegate.dns.orders.claims import NO_ORDER
from tidegate.dns.orders.state import CLAIMED, State
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.policy import PAP, TLP, Label, strictest
from tidegate.store import Records
from tidegate.store.lake import Lake


class Why(StrEnum):
    """Why a name is open; of two that would gain the adversary as much, the one whose reason comes first is worse."""

    TAKEN = "taken by an outsider"
    NO_ORDER = "no order"
    REFUSED = "refused"
    RELEASED = "released"
    DRAFTED = "order not sent"
    SENT = "sent, not acknowledged"
    ACKNOWLEDGED = "acknowledged, not done"
    UNANSWERED = "not done by its registry's answer"
    CONTRADICTED = "said to be done, and is not"
    UNPROVED = "said to be done, not proved"


@dataclass(frozen=True)
class Gap:
    """One name that is not denied, or not proved to be.

    `bots` is how many bots the adversary would reach with this one name, by the playbook's populations: None where a
    population is not known; `share` is the greatest chance, over the models, that a bot tries the name that day.
    `copies` says how often each model of the playbook has it that day, in the playbook's order.
    `verdict`, `reason` and `probed_at` (UTC) tell of the newest probe, None where there is none.
    """

    name: str
    day: date
    suffix: str | None
    registry: str | None
    why: Why
    share: float
    bots: float | None
    models: tuple[str, ...]
    copies: tuple[int, ...]
    order: str | None
    verdict: str | None
    reason: str | None
    addresses: tuple[str, ...]
    nameservers: tuple[str, ...]
    probed_at: datetime | None


NAMED = Label(TLP.AMBER_STRICT, PAP.CLEAR)
"""Names that the adversary can still get stay with the members' own organisations, however lax the operation is."""


def label(operation: Operation) -> Label:
    """What a list of open names carries; their number carries the operation's own label."""
    return strictest([operation.label, NAMED])


_OF_STATE = {
    NO_ORDER: Why.NO_ORDER,
    State.REFUSED.value: Why.REFUSED,
    State.RELEASED.value: Why.RELEASED,
    State.DRAFTED.value: Why.DRAFTED,
    State.SENT.value: Why.SENT,
    State.ACKNOWLEDGED.value: Why.ACKNOWLEDGED,
    **{state.value: Why.UNANSWERED for state in CLAIMED},
}
_WHYS = tuple(Why)
_RANK = {why: rank for rank, why in enumerate(_WHYS)}
_GAIN = [pa.field(name, pa.float64()) for name in ("share", "bots", "weight")]


def gaps(
    lake: Lake,
    records: Records,
    operation: Operation,
    day: date,
    limit: int | None = None,
    *,
    why: Why | None = None,
    name: str | None = None,
) -> list[Gap]:
    """The `limit` worst gaps of `day` (None: all), only those of one reason or of one `name` where it is given.

    First what an outsider holds, then the other gaps, last the names that are claimed and not proved; within each the
    names come first that would gain the adversary most.
    """
    found = _open(tally.rendezvous(lake, records, operation, Span.of(day, 1)))
    found = found if name is None else found.filter(found.name == name)
    gains = _gains(lake, operation, day)
    ranked = found.mutate(rank=_rank(found)).join(ibis.memtable(gains), tally.copies(operation))
    if why is not None:
        ranked = ranked.filter(ranked.rank == _RANK[why])
    ordered = ranked.order_by(_tier(ranked.rank), ibis.desc(ranked.weight), ranked.rank, ranked.name)
    rows = lake.execute(ordered if limit is None else ordered.limit(limit))
    return [_gap(row, operation) for row in rows.to_pylist()]


def reasons(lake: Lake, records: Records, operation: Operation, day: date) -> dict[Why, int]:
    """How many names of `day` are open, or not proved to be denied, for which reason; the worst reason first."""
    found = _open(tally.rendezvous(lake, records, operation, Span.of(day, 1)))
    counts = lake.execute(found.group_by(rank=_rank(found)).agg(names=found.count()).order_by("rank")).to_pylist()
    return {_WHYS[row["rank"]]: row["names"] for row in counts}


def _open(names: ibis.Table) -> ibis.Table:
    return names.filter(~names.exempt & ~names.verified)


def _rank(names: ibis.Table) -> ibis.Column:
    """The place of each name's reason in `Why`."""
    return ibis.cases(
        (names.taken, _RANK[Why.TAKEN]),
        (names.contradicted, _RANK[Why.CONTRADICTED]),
        (names.claimed, _RANK[Why.UNPROVED]),
        *((names.state == state, _RANK[why]) for state, why in _OF_STATE.items()),
    )


def _tier(rank: ibis.Column) -> ibis.Column:
    """Held by an outsider, open, not proved to be denied."""
    return ibis.cases((rank == _RANK[Why.TAKEN], 0), (rank == _RANK[Why.UNPROVED], 2), else_=1)


def _gains(lake: Lake, operation: Operation, day: date) -> pa.Table:
    """What one name would gain the adversary, for each way in which the models share names; few ways, many names."""
    columns = tally.copies(operation)
    names = tally.forecast(lake, operation, Span.of(day, 1))
    ways = lake.execute(names.group_by(*columns).agg(names=names.count())).to_pylist()
    sizes = {column: sum(way[column] * way["names"] for way in ways) for column in columns}
    models = dict(zip(columns, operation.playbook.models, strict=True))
    rows = []
    for way in ways:
        reach = {
            model: exposure(sizes[column], way[column], model.behaviour.tries, model.behaviour.rounds)
            for column, model in models.items()
            if way[column]
        }
        rows.append({**{column: way[column] for column in columns}, **_gain(reach)})
    fields = [pa.field(column, pa.int32()) for column in columns]
    return pa.Table.from_pylist(rows, schema=pa.schema([*fields, *_GAIN]))


def _gain(reach: Mapping[Model, float]) -> dict[str, float | None]:
    """The greatest chance that a bot tries the name; the bots that do; and what to sort by, where those are unknown."""
    bots = [model.population * chance for model, chance in reach.items() if model.population is not None]
    share = max(reach.values(), default=0.0)
    return {"share": share, "bots": sum(bots) if len(bots) == len(reach) else None, "weight": sum(bots) or share}


def _gap(row: dict[str, Any], operation: Operation) -> Gap:
    models = zip(tally.copies(operation), operation.playbook.models, strict=True)
    probed_at = row["probed_at"]
    return Gap(
        name=row["name"],
        day=row["day"],
        suffix=row["suffix"],
        registry=row["registry"],
        why=_WHYS[row["rank"]],
        share=row["share"],
        bots=row["bots"],
        models=tuple(model.key for column, model in models if row[column]),
        copies=tuple(row[column] for column in tally.copies(operation)),
        order=row["order"],
        verdict=row["verdict"],
        reason=row["reason"],
        addresses=tuple(row["addresses"] or ()),
        nameservers=tuple(row["nameservers"] or ()),
        probed_at=probed_at.replace(tzinfo=UTC) if probed_at else None,
    )
