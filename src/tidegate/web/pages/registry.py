"""One registry: what the directory says of it, its orders with what went out and came in, its pace, its coverage."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from tidegate.dns.answers.outcome import CONTRADICTORY
from tidegate.dns.answers.reconcile import DISPROVED, count, examples
from tidegate.dns.answers.standing import standing
from tidegate.dns.orders import life as orders
from tidegate.dns.orders import pace, papers
from tidegate.dns.orders.order import Order
from tidegate.errors import TidegateError
from tidegate.operation import amending
from tidegate.operation.directory import office, services
from tidegate.operation.model import Registry
from tidegate.web import measured, named, reading
from tidegate.web.page import COVERAGE, Data, NotFoundError, Page, Visit
from tidegate.web.pages.orders import shown
from tidegate.web.standing import Standing

_DOUBTFUL = (CONTRADICTORY, DISPROVED)
_EXAMPLES = 20


def data(visit: Visit) -> Data:
    """Everything that a coordinator wants to know before writing to the registry."""
    id = visit.path["registry"]
    registry = next((each for each in visit.operation.playbook.registries if each.id == id), None)
    if registry is None:
        raise NotFoundError(f"there is no registry {id!r} in {visit.operation.name}")
    records, name = visit.home.records, visit.operation.name
    mine = [order for order in orders.rows(records, name) if order.registry == id]
    ids = {order.id for order in mine}
    steps = [step for step in orders.history(records, name) if step.order in ids]
    day, rows = measured.day_of_interest(visit), [row for row in measured.totals(visit) if row["registry"] == id]
    answered = [visit.remember(_answered, order.id, reads=COVERAGE) for order in mine if order.answers]
    return {
        "label": named.label(visit) if any(found["names"] for found in answered) else visit.operation.label,
        "registry": _directory(visit, registry),
        "reader": reading.readers(visit, registry)[0],
        "amended": list(amending.history(records, name, id)),
        "day": day,
        "now": Standing.of(row for row in rows if row["day"] == day),
        "days": _by(rows, "day"),
        "suffixes": _by([row for row in rows if row["day"] == day], "suffix"),
        "pace": next(iter(pace.paces(mine, steps, visit.home.now())), None),
        "orders": [_order(visit, order, steps) for order in mine],
        "answered": answered,
    }


def _directory(visit: Visit, registry: Registry) -> dict[str, Any]:
    now, suffix = visit.home.now(), registry.suffixes[0]
    return {
        **vars(registry),
        "clearance": str(registry.clearance) if registry.clearance is not None else None,
        "opens": office.OPENS.strftime("%H:%M"),
        "closes": office.CLOSES.strftime("%H:%M"),
        "there": f"{office.local(registry, now):%a %Y-%m-%d %H:%M}",
        "at_work": office.at_work(registry, now),
        "rdap": services.rdap_base(registry, suffix),
        "whois": services.whois_host(registry, suffix),
    }


def _by(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return [{key: value, "standing": Standing.of(found)} for value, found in sorted(grouped.items())]


def _order(visit: Visit, order: Order, steps: list[orders.Step]) -> dict[str, Any]:
    records, name = visit.home.records, visit.operation.name
    mine = [step for step in steps if step.order == order.id]
    return {
        **shown(order, visit),
        "steps": mine,
        "times": next(iter(pace.times([order], mine, visit.home.now())), None),
        "lists": papers.lists(records, name, order),
        "answer_files": papers.answers(records, name, order.id),
    }


def _answered(visit: Visit, id: str) -> dict[str, Any]:
    """How an order's names stand by what was answered; names in doubt only for who may know which are open."""
    order = orders.get(visit.home.records, visit.operation.name, id)
    try:
        rows = standing(visit.home, visit.operation, order)
        counts = asdict(count(visit.home.lake, rows))
        kinds = _DOUBTFUL if named.may_be_shown(visit) else ()
        names = {kind: examples(visit.home.lake, rows, kind, _EXAMPLES) for kind in kinds if counts[kind]}
    except TidegateError:
        return {"order": id, "counts": {}, "names": {}}  # the list that was sent is gone
    return {"order": id, "counts": counts, "names": names}


PAGES = [Page("/registries/{registry}", "Registry", "registry.html", data, under="/registries")]
