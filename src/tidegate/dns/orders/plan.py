"""The plan: which work orders the forecast asks for. One registry and one calendar month make one order.

An order's list has to be with the registry its lead days before the first day begins, and that day begins in UTC+14,
fourteen hours before it begins in UTC: bots go by their own midnight.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tidegate.dns.orders import blocklist
from tidegate.dns.orders import life as orders
from tidegate.dns.orders.life import Order, Request
from tidegate.errors import TidegateError
from tidegate.names.days import FIRST_LOCAL_MIDNIGHT, Span, midnight
from tidegate.operation.model import LegalBasis, Operation, Registry
from tidegate.store import Records
from tidegate.store.lake import Lake


def draft(
    registries: Iterable[Registry], names: Mapping[tuple[str, date], int], existing: Sequence[Order]
) -> list[Request]:
    """The requests that `names` (how many can be asked for, by suffix and day) need and `existing` orders do not
    cover, by first day and registry. Days that any order of a registry covers, in whatever state, are never asked for
    again. TidegateError where a registry would be asked for what it cannot do."""
    requests = [
        _request(registry, days, by_day)
        for registry in registries
        if (by_day := _by_day(registry, names))
        for days in _runs(sorted(by_day), _covered(registry, existing))
    ]
    return sorted(requests, key=lambda request: (request.first, request.registry))


def send_by(registry: Registry, first: date) -> date:
    """The UTC day by whose 10:00 `registry` wants the list of an order that begins on `first`."""
    return (midnight(first) + FIRST_LOCAL_MIDNIGHT - timedelta(days=registry.lead_days)).date()


def run(
    lake: Lake,
    records: Records,
    operation: Operation,
    actor: str,
    span: Span | None = None,
    legal_basis: LegalBasis = LegalBasis.VOLUNTARY,
    reference: str = "",
) -> list[Order]:
    """Draft the orders that the forecast (of `span`) needs and that are not there yet; returns the new ones.

    All are asked for on `legal_basis`, and bear the operation's label.

    TidegateError where there is no forecast, or a registry would be asked for what it cannot do.
    """
    if not any(span is None or day in span for day in lake.days("forecast", operation.name)):
        days = f" of {span}" if span else ""
        raise TidegateError(f"there is no forecast{days} of {operation.name} to plan from")
    names = blocklist.counts(lake, operation, blocklist.left_alone(lake, records, operation, span), span)
    requests = draft(operation.playbook.registries, names, orders.rows(records, operation.name))
    asked = partial(replace, legal_basis=legal_basis, reference=reference.strip(), tlp=operation.label.tlp)
    return orders.draft(records, operation.name, map(asked, requests), actor)


def _by_day(registry: Registry, names: Mapping[tuple[str, date], int]) -> dict[date, int]:
    by_day: dict[date, int] = defaultdict(int)
    for (suffix, day), count in names.items():
        if suffix in registry.suffixes and count:
            by_day[day] += count
    return by_day


def _covered(registry: Registry, existing: Iterable[Order]) -> set[date]:
    return {day for order in existing if order.registry == registry.id for day in order.span}


def _runs(days: Sequence[date], covered: Collection[date]) -> Iterator[list[date]]:
    """The days that are not `covered`, split where the month changes or a covered day lies between."""
    run: list[date] = []
    for day in days:
        if day in covered:
            continue
        if run and (_month(run[-1]) != _month(day) or _any_between(run[-1], day, covered)):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _any_between(earlier: date, later: date, covered: Collection[date]) -> bool:
    return any(day in covered for day in Span(earlier, later))


def _request(registry: Registry, days: Sequence[date], by_day: Mapping[date, int]) -> Request:
    first, last = days[0], days[-1]
    names = sum(by_day[day] for day in days)
    return Request(registry.id, registry.asked(), first, last, names, send_by(registry, first))
