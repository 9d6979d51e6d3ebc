"""What if: choose registries that refuse or act, and see the exposure then beside the exposure now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tidegate.dns.coverage.whatif import Outlook, answered, outlooks
from tidegate.web import days, measured
from tidegate.web.page import Data, NotFoundError, Page, Visit
from tidegate.web.pooled import pooled


@dataclass(frozen=True)
class Choice:
    """A registry with names on the day: how many are open, how many it could close or leave, and what it is chosen to
    do (`refuse`, `act` or nothing)."""

    id: str
    gaps: int
    contested: int
    does: str


def data(visit: Visit) -> Data:
    """The outlook of each model, and every registry to choose."""
    place, chosen = days.asked(visit), _chosen(visit)
    cells = pooled(visit, place.day) if place.day else []
    refuse, act = ({id for id, does in chosen.items() if does == word} for word in ("refuse", "act"))
    found = outlooks(cells, answered(cells, refuse, act))
    channels = {model.key: model.other_channels for model in visit.operation.playbook.models}
    return {
        **vars(place),
        "refuse": sorted(refuse),
        "act": sorted(act),
        "outlooks": sorted(found, key=_need),
        "channels": {row.model: channels[row.model] for row in found},
        "registries": _choices(visit, place.day, chosen) if place.day else [],
    }


def _chosen(visit: Visit) -> dict[str, str]:
    """What each registry that the address names would do."""
    known = {registry.id for registry in visit.operation.playbook.registries}
    found: dict[str, str] = {}
    for does, id in visit.query.multi_items():
        if does not in ("refuse", "act"):
            continue
        if id not in known:
            raise NotFoundError(f"there is no registry {id!r} in {visit.operation.name}")
        if found.setdefault(id, does) != does:
            raise NotFoundError(f"{id} cannot refuse and act at once")
    return found


def _choices(visit: Visit, day: date, chosen: dict[str, str]) -> list[Choice]:
    """The chosen first, then those whose names matter most."""
    names: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in measured.totals(visit):
        if row["day"] == day and row["registry"]:
            names[row["registry"]][0] += row["gaps"]
            names[row["registry"]][1] += row["names"] - row["exempt"]
    made = [Choice(id, gaps, contested, chosen.get(id, "")) for id, (gaps, contested) in names.items()]
    return sorted(made, key=lambda one: (not one.does, -one.gaps, -one.contested, one.id))


def _need(row: Outlook) -> tuple[float, float, str]:
    """What changes most first."""
    return -abs(row.exposure_then - row.exposure), -row.exposure_then, row.model


PAGES = [Page("/whatif", "What if", "whatif.html", data, under="/gaps")]
