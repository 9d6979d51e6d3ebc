"""One name on one day: how it stands, and all that is known of it."""

from typing import Any

from tidegate.errors import NotAllowedError
from tidegate.web import days, named, reading
from tidegate.web.calendar import NO_SUFFIX
from tidegate.web.dossier import dossier
from tidegate.web.gate import REFUSAL
from tidegate.web.page import EVERYTHING, Data, NotFoundError, Page, Visit


def data(visit: Visit) -> Data:
    """The dossier of the name, and who may be told of it.

    Whoever may not know which names are open is refused before anything is looked up: also whether there is one.
    """
    if not named.may_be_shown(visit):
        raise NotAllowedError(REFUSAL)
    day, suffix, name = days.known(visit), visit.path["suffix"], visit.path["name"]
    found: dict[str, Any] | None = visit.remember(dossier, day, name, reads=EVERYTHING)
    if found is None or (found["suffix"] or NO_SUFFIX) != suffix:
        raise NotFoundError(f"the forecast of {day} has no {name!r} under {suffix!r}")
    registry = visit.operation.playbook.registry_of_suffix.get(suffix)
    return {
        **found,
        "label": named.label(visit),
        "day": day,
        "suffix": suffix,
        "registry_name": registry.name if registry else None,
        "readers": reading.readers(visit, registry),
    }


PAGES = [Page("/coverage/{day}/{suffix}/{name}", "Name", "name.html", data, under="/coverage")]
