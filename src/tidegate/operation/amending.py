"""Amendments: what the group learns of registries while an operation runs.

An amendment is a TOML file with a table of `[registries]` for each registry of which something has changed, and in it
the keys that have. It never moves a suffix. The record keeps the values, not the file: what was right once stays so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tidegate.operation.clearance import viewer
from tidegate.operation.directory.keeping import of_json, to_json
from tidegate.operation.model import Playbook
from tidegate.operation.sections.registries import CHANGEABLE, changed
from tidegate.operation.toml.table import read
from tidegate.policy import PAP, TLP, Action, Label, require
from tidegate.store import Draft, Event, Records

AMENDED = "registry.amended"

Changes = Mapping[str, Mapping[str, Any]]
"""New values, in JSON, by registry and key."""


@dataclass(frozen=True)
class Amendment:
    """What somebody put on the record of one registry, and the file that it came from."""

    at: datetime
    actor: str
    file: str
    changes: Mapping[str, Any]


def parse(playbook: Playbook, text: str, file: str) -> Changes:
    """What the amendment in `text` says of the registries of `playbook`; FlawError where it is wrong."""
    top = read(text, file)
    top.only("registries")
    entries = top.table("registries", needed=True)
    known = {registry.id: registry for registry in playbook.registries}
    found: dict[str, Mapping[str, Any]] = {}
    for id in entries.values:
        if id not in known:
            raise entries.flaw(id, "is no registry of this operation: see tidegate registry list")
        table = entries.table(id)
        table.only(*CHANGEABLE)
        values = to_json(changed(known[id], table))
        found[id] = {key: values[key] for key in table.values}
    if not any(found.values()):
        raise top.flaw("registries", "changes nothing")
    return found


def amend(records: Records, operation: str, changes: Changes, file: str, actor: str) -> None:
    """Put `changes` on the record of `operation`. Nobody gives a clearance that they do not have: NotAllowedError."""
    for id, values in changes.items():
        if values.get("clearance"):
            given = Label(TLP.parse(values["clearance"]), PAP.CLEAR)
            require(viewer(records, actor), Action.DECIDE, given, f"the clearance of {id}")
    records.append(actor, [Draft(AMENDED, operation, {"file": file, "registries": changes})])


def amended(playbook: Playbook, events: Iterable[Event]) -> Playbook:
    """`playbook` after the amendments in `events`, in their order."""
    registries = {registry.id: registry for registry in playbook.registries}
    said = [one for event in events for one in event.body["registries"].items() if one[0] in registries]
    for id, changes in said:
        registries[id] = of_json({**to_json(registries[id]), **changes})
    return replace(playbook, registries=tuple(registries.values())) if said else playbook


def history(records: Records, operation: str, registry: str) -> Iterator[Amendment]:
    """The amendments of `registry`, oldest first."""
    for event in records.events(operation, {AMENDED}):
        if registry in event.body["registries"]:
            yield Amendment(event.at, event.actor, event.body["file"], event.body["registries"][registry])
