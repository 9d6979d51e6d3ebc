"""The collision desk: rendezvous that are somebody's real names, what is at stake, and what waits for a decision."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.dns.collisions.exemptions import Exemption, State
from tidegate.dns.collisions.finding import KINDS, Collision
from tidegate.dns.collisions.risk import Judgement, Risk
from tidegate.web import named
from tidegate.web.calendar import NO_SUFFIX
from tidegate.web.dossier import judged_names
from tidegate.web.page import COLLISIONS, Data, Page, Tab, Visit
from tidegate.web.pages.appeals import clocks
from tidegate.web.pages.takings import queue

_MOST = 500
"""How many rows a page shows; the JSON of the same address has them all."""


@dataclass(frozen=True)
class Colliding:
    """A name with all its collisions: `load` is the most requests that its owner would get on one of its `days`;
    `risk`, `disposition` and `reasons` are its judgement, empty where there is no evidence to judge by."""

    name: str
    suffix: str
    risk: str
    disposition: str
    reasons: tuple[str, ...]
    kinds: tuple[str, ...]
    models: tuple[str, ...]
    days: tuple[date, ...]
    load: float | None
    evidence: tuple[str, ...]
    state: str
    decided_by: str
    decision: str


def data(visit: Visit) -> Data:
    """The colliding names of the kind, risk and state asked for: what is to decide first, then the largest load. Names
    that an outsider holds, or is suspected to, are only counted where the viewer may not know which are open."""
    found: list[Colliding] = visit.remember(colliding, reads=COLLISIONS)
    is_named, takings = named.may_be_shown(visit), queue(visit)
    taken = {one.taking.name for one in takings}
    secret = [row for row in found if row.risk == Risk.SUSPECT or row.name in taken]
    every = found if is_named else [row for row in found if row not in secret]
    waiting = [one for one in takings if one.is_waiting]
    asked = {key: visit.query.get(key, "") for key in ("kind", "risk", "state")}
    kinds, risks = Counter(each for row in every for each in row.kinds), Counter(row.risk for row in every)
    return {
        **asked,
        "label": named.label(visit) if waiting or secret else visit.operation.label,
        "named": is_named,
        "total": len(found),
        "hidden": len(found) - len(every),
        "kinds": {each: kinds[each] for each in KINDS if kinds[each]},
        "risks": {str(each): risks[each] for each in Risk if risks[each]},
        "states": dict(Counter(row.state for row in every)),
        "most": _MOST,
        "collisions": [row for row in every if _fits(row, **asked)],
        "takings_waiting": len(waiting),
        "takings": waiting if is_named else [],
        "appeals": clocks(visit),
    }


def _fits(row: Colliding, kind: str, risk: str, state: str) -> bool:
    return (not kind or kind in row.kinds) and risk in ("", row.risk) and state in ("", row.state)


def colliding(visit: Visit) -> list[Colliding]:
    """Every name that collides or was proposed for exemption."""
    lake, records, name = visit.home.lake, visit.home.records, visit.operation.name
    found: dict[str, list[Collision]] = defaultdict(list)
    for collision in collisions.rows(lake, name):
        found[collision.name].append(collision)
    decided = {exemption.name: exemption for exemption in exemptions.rows(records, name)}
    judged = visit.remember(judged_names, reads=COLLISIONS)
    rows = [_row(each, found.get(each, []), decided.get(each), judged.get(each)) for each in {*found, *decided}]
    return sorted(rows, key=_need)


def _row(name: str, found: Sequence[Collision], exemption: Exemption | None, judged: Judgement | None) -> Colliding:
    loads = [collision.load for collision in found if collision.load is not None]
    days = {collision.day for collision in found} | set(exemption.days if exemption else ())
    evidence = dict.fromkeys(collision.evidence for collision in found)
    return Colliding(
        name=name,
        suffix=(found[0].suffix or NO_SUFFIX) if found else "",
        risk=str(judged.risk) if judged else "",
        disposition=str(judged.disposition) if judged else "",
        reasons=judged.reasons[:1] if judged else (),
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


PAGES = [Page("/collisions", "Collision desk", "collisions.html", data, Tab("Collisions", 50, "x"))]
