"""Collisions: rendezvous that are somebody's real names, the load their owners would get, and what was decided."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.dns.collisions.finding import KINDS, Collision
from tidegate.web.page import COLLISIONS, Data, Page, Tab, Visit

_MOST = 500
"""How many rows a page shows; the JSON of the same address has them all."""


@dataclass(frozen=True)
class Colliding:
    """A name with all its collisions: `load` is the most requests that its owner would get on one of its `days`."""

    name: str
    kinds: tuple[str, ...]
    models: tuple[str, ...]
    days: tuple[date, ...]
    load: float | None
    evidence: tuple[str, ...]
    state: str
    decided_by: str
    decision: str


def data(visit: Visit) -> Data:
    """The colliding names of the kind and in the state asked for: what is to decide first, then the largest load."""
    every = visit.remember(colliding, reads=COLLISIONS)
    kind, state = visit.query.get("kind", ""), visit.query.get("state", "")
    chosen = [row for row in every if (not kind or kind in row.kinds) and state in ("", row.state)]
    kinds = Counter(each for row in every for each in row.kinds)
    return {
        "kind": kind,
        "state": state,
        "total": len(every),
        "kinds": {each: kinds[each] for each in KINDS if kinds[each]},
        "states": dict(Counter(row.state for row in every)),
        "most": _MOST,
        "collisions": chosen,
    }


def colliding(visit: Visit) -> list[Colliding]:
    """Every name that collides or was proposed for exemption."""
    lake, records, name = visit.home.lake, visit.home.records, visit.operation.name
    found: dict[str, list[Collision]] = defaultdict(list)
    for collision in collisions.rows(lake, name):
        found[collision.name].append(collision)
    decided = {exemption.name: exemption for exemption in exemptions.rows(records, name)}
    rows = [_row(each, found.get(each, []), decided.get(each)) for each in {*found, *decided}]
    return sorted(rows, key=_need)


def _row(name: str, found: Iterable[Collision], exemption: Exemption | None) -> Colliding:
    found = list(found)
    loads = [collision.load for collision in found if collision.load is not None]
    days = {collision.day for collision in found} | set(exemption.days if exemption else ())
    evidence = dict.fromkeys(collision.evidence for collision in found)
    return Colliding(
        name=name,
        kinds=tuple(kind for kind in KINDS if any(collision.kind == kind for collision in found)) or ("by hand",),
        models=tuple(sorted({f"{collision.family}/{collision.variant}" for collision in found})),
        days=tuple(sorted(days)),
        load=max(loads, default=None),
        evidence=tuple(evidence) or (exemption.reasons if exemption else ()),
        state=str(exemption.state) if exemption else "told",
        decided_by=(exemption.decided_by or "") if exemption else "",
        decision=(exemption.decision or "") if exemption else "",
    )


def _need(row: Colliding) -> tuple[bool, float, str]:
    return row.state != State.PROPOSED, -(row.load or 0), row.name


PAGES = [Page("/collisions", "Collisions", "collisions.html", data, Tab("Collisions", 50, "x"))]
