"""What changed, told from the event log for each subgroup. Pure: events in, sentences out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tidegate.group.decisions import Decision
from tidegate.group.tellers import EVERYBODY, Change, Told, teller
from tidegate.operation.model import Operation
from tidegate.store import Event

_NO_NEWS = {"briefing.made", "review.made", "operation.opened"}


def changes(
    operation: Operation, events: Sequence[Event], decisions: Sequence[Decision], registries: Mapping[str, str]
) -> list[Change]:
    """The news in `events`, the newest first; `registries` says which registry each work order is for, by its id."""
    told = Told(operation, {decision.id: decision for decision in decisions}, registries)
    of_kind: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        of_kind[event.kind].append(event)
    found = [change for kind, alike in of_kind.items() if kind not in _NO_NEWS for change in teller(kind)(told, alike)]
    return sorted(found, key=lambda change: change.seq, reverse=True)


def by_subgroup(operation: Operation, found: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under their subgroups, in the playbook's order; a subgroup without news stands there with none."""
    groups = [*operation.playbook.subgroups, EVERYBODY]
    return [(group, [change for change in found if change.subgroup == group]) for group in groups]
