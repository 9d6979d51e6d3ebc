"""What changed, told from the event log for each subgroup. Pure: events in, sentences out.

Events of one kind are told together, so that a hundred orders are one line; what needs a person's attention (a refusal,
an alert, a decision) is told one by one. A kind that nobody here knows is counted, never dropped.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tidegate.group.decisions import Decision
from tidegate.group.members import ROSTER
from tidegate.group.wording import listed, plural
from tidegate.operation.clearance import LOCAL
from tidegate.operation.model import Operation
from tidegate.policy import Label
from tidegate.store import Event

EVERYBODY = "whole group"
"""Under which stands what concerns no single subgroup."""

_NO_NEWS = {"briefing.made", "review.made", "operation.opened"}
_SUBGROUPS = {"order": "dns", "exemption": "dns", "probe": "dns", "sensor": "sinkhole", "forecast": "analysis"}
_ALERTS = {"population": "sinkhole", "check-in": "sinkhole", "gap": "dns"}
"""Which subgroup an alert concerns, by how its rule's name begins."""


@dataclass(frozen=True)
class Change:
    """One sentence of news; `at` (UTC) and `seq` are those of its newest event."""

    subgroup: str
    seq: int
    at: datetime
    text: str
    label: Label


@dataclass(frozen=True)
class _Told:
    """What the tellers may look things up in."""

    operation: Operation
    decisions: Mapping[str, Decision]
    registries: Mapping[str, str]

    @cached_property
    def proposed_at(self) -> Mapping[tuple[datetime, str, str], Decision]:
        """The decisions by what their proposal's event says of itself."""
        return {(one.proposed_at, one.proposed_by, one.text): one for one in self.decisions.values()}

    def change(self, subgroup: str, events: Sequence[Event], text: str, label: Label | None = None) -> Change:
        known = subgroup if subgroup in self.operation.playbook.subgroups else EVERYBODY
        return Change(known, events[-1].seq, events[-1].at, text, label or self.operation.label)


def changes(
    operation: Operation, events: Sequence[Event], decisions: Sequence[Decision], registries: Mapping[str, str]
) -> list[Change]:
    """The news in `events`, the newest first; `registries` says which registry each work order is for, by its id."""
    told = _Told(operation, {decision.id: decision for decision in decisions}, registries)
    of_kind: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        of_kind[event.kind].append(event)
    found = [change for kind, alike in of_kind.items() if kind not in _NO_NEWS for change in _teller(kind)(told, alike)]
    return sorted(found, key=lambda change: change.seq, reverse=True)


def by_subgroup(operation: Operation, found: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under their subgroups, in the playbook's order; a subgroup without news stands there with none."""
    groups = [*operation.playbook.subgroups, EVERYBODY]
    return [(group, [change for change in found if change.subgroup == group]) for group in groups]


_Teller = Callable[[_Told, Sequence[Event]], Iterator[Change]]


def _teller(kind: str) -> _Teller:
    return _TELLERS.get(kind, _counted)


def _counted(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    noun, _, verb = events[0].kind.partition(".")
    yield told.change(_SUBGROUPS.get(noun, EVERYBODY), events, f"{plural(len(events), noun)} {verb.replace('_', ' ')}")


def _orders(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    verb = events[0].kind.partition(".")[2]
    registries = sorted({told.registries.get(event.body["order"], event.body["order"]) for event in events})
    yield told.change("dns", events, f"{plural(len(events), 'work order')} {verb}: {listed(registries, 8)}")


def _refusals(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        order = event.body["order"]
        yield told.change("dns", [event], f"{told.registries.get(order, order)} refused {order}: {event.body['note']}")


def _proposals(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    names = dict.fromkeys(event.body["name"] for event in events)
    yield told.change("dns", events, f"{plural(len(names), 'exemption')} proposed: {listed(names, 8)}")


def _judged(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    verb = events[0].kind.partition(".")[2]
    alike: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        alike[event.actor, event.body.get("reason", "")].append(event)
    for (actor, reason), same in alike.items():
        names = listed(sorted({event.body["name"] for event in same}), 8)
        why = f": {reason}" if reason else ""
        yield told.change("dns", same, f"{plural(len(same), 'exemption')} {verb} by {actor}, {names}{why}")


def _probes(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    days = sorted({event.body["day"] for event in events})
    names = sum(event.body["names"] for event in events)
    verdicts: dict[str, int] = defaultdict(int)
    for event in events:
        for verdict, number in event.body["verdicts"].items():
            verdicts[verdict] += number
    parts = [f"{number:,} {verdict}" for verdict, number in sorted(verdicts.items(), key=lambda item: -item[1])]
    yield told.change("dns", events, f"{names:,} names of {listed(days)} probed: {listed(parts, 8)}")


def _alerts(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        rule = event.body["rule"]
        subgroup = next((group for start, group in _ALERTS.items() if rule.startswith(start)), EVERYBODY)
        yield told.change(subgroup, [event], f"alert for {event.body['day']}: {event.body['text']}")


def _decision_proposed(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        decision = told.proposed_at[event.at, event.actor, event.body["text"]]
        text = f"{decision.id} proposed by {decision.proposed_by}: {decision.text}"
        yield told.change(decision.subgroup, [event], text, decision.label)


def _decision_moved(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        decision = told.decisions[event.body["decision"]]
        verb, reason = event.kind.partition(".")[2], event.body.get("reason")
        done = "objected to" if verb == "objected" else verb
        text = f"{decision.id} {done} by {event.actor}: {reason or decision.text}"
        yield told.change(decision.subgroup, [event], text, decision.label)


def _answers(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    members = sorted({event.actor for event in events})
    yield told.change(
        EVERYBODY, events, f"{plural(len(events), 'answer')} to the seven questions, by {listed(members, 8)}"
    )


def _members(told: _Told, events: Sequence[Event]) -> Iterator[Change]:
    people = [
        f"{event.body['member']} ({event.body['organisation']})" for event in events if event.body["member"] != LOCAL
    ]
    if people:
        yield told.change(EVERYBODY, events, f"joined or changed: {listed(people, 8)}", ROSTER)


_TELLERS: Mapping[str, _Teller] = {
    "order.drafted": _orders,
    "order.sent": _orders,
    "order.acknowledged": _orders,
    "order.done": _orders,
    "order.refused": _refusals,
    "exemption.proposed": _proposals,
    "exemption.accepted": _judged,
    "exemption.rejected": _judged,
    "probe.made": _probes,
    "alert.raised": _alerts,
    "decision.proposed": _decision_proposed,
    "decision.objected": _decision_moved,
    "decision.taken": _decision_moved,
    "interview.answered": _answers,
    "member.added": _members,
}
