"""How events become sentences: a teller for each kind. Pure.

Events of one kind are told together, so that a hundred orders are one line; what needs a person's attention (a refusal,
an alert, a decision) is told one by one. A kind that nobody here knows is counted, never dropped.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tidegate.group.decisions import Decision
from tidegate.group.members import ROSTER
from tidegate.group.wording import listed, plural
from tidegate.operation import alerts
from tidegate.operation.clearance import LOCAL
from tidegate.operation.model import Operation
from tidegate.policy import Label
from tidegate.store import Event

EVERYBODY = "whole group"
"""Under which stands what concerns no single subgroup."""
_MOST = 8
"""Names in one sentence; and alerts of one rule and day that are told one by one."""
_SUBGROUPS = {"collision": "dns", "sensor": "sinkhole", "sighting": "sinkhole"}
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
class Told:
    """What the tellers look things up in; `registries` has the registry of each work order, by the order's id."""

    operation: Operation
    decisions: Mapping[str, Decision]
    registries: Mapping[str, str]

    @cached_property
    def proposals(self) -> Mapping[tuple[datetime, str, str], Decision]:
        """The decisions by what their proposal's event says of itself."""
        return {(one.proposed_at, one.proposed_by, one.text): one for one in self.decisions.values()}

    def change(self, subgroup: str, events: Sequence[Event], text: str, label: Label | None = None) -> Change:
        """The sentence `text` about `events`, for a subgroup of this operation or else for everybody."""
        known = subgroup if subgroup in self.operation.playbook.subgroups else EVERYBODY
        return Change(known, events[-1].seq, events[-1].at, text, label or self.operation.label)


Teller = Callable[[Told, Sequence[Event]], Iterator[Change]]


def teller(kind: str) -> Teller:
    """Who tells events of this kind."""
    return _TELLERS.get(kind, _counted)


def _counted(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    noun, _, verb = events[0].kind.partition(".")
    yield told.change(_SUBGROUPS.get(noun, EVERYBODY), events, f"{plural(len(events), noun)} {verb.replace('_', ' ')}")


def _forecasts(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        body = event.body
        text = f"forecast of {body['first']} to {body['last']} made: {plural(sum(body['names'].values()), 'name')}"
        yield told.change("analysis", [event], text)


def _orders(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    verb = events[0].kind.partition(".")[2]
    registries = sorted({told.registries.get(event.body["order"], event.body["order"]) for event in events})
    yield told.change("dns", events, f"{plural(len(events), 'work order')} {verb}: {listed(registries, _MOST)}")


def _bases(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        body, order = event.body, event.body["order"]
        registry = told.registries.get(order, order)
        reference = f" ({body['reference']})" if body["reference"] else ""
        yield told.change("dns", [event], f"{registry} is asked for {order} by {body['legal_basis']}{reference}")


def _answer_files(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        body, order = event.body, event.body["order"]
        registry = told.registries.get(order, order)
        left = f"{body['left']:,} left" if body["left"] else "nothing left"
        text = f"{registry} answered {order} name by name: {body['counts']['done']:,} done, {left}"
        yield told.change("dns", [event], text)


def _refusals(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        order = event.body["order"]
        yield told.change("dns", [event], f"{told.registries.get(order, order)} refused {order}: {event.body['note']}")


def _lists(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    sent = sum(bool(event.body["sent"]) for event in events)
    registries = listed(sorted({event.body["registry"] for event in events}), _MOST)
    yield told.change("dns", events, f"{plural(len(events), 'list')} exported, {sent:,} of them sent: {registries}")


def _proposals(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    names = dict.fromkeys(event.body["name"] for event in events)
    yield told.change("dns", events, f"{plural(len(names), 'exemption')} proposed: {listed(names, _MOST)}")


def _judgements(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    verb = events[0].kind.partition(".")[2]
    alike: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        alike[event.actor, event.body.get("reason", "")].append(event)
    for (actor, reason), same in alike.items():
        names = listed(sorted({event.body["name"] for event in same}), _MOST)
        why = f": {reason}" if reason else ""
        yield told.change("dns", same, f"{plural(len(same), 'exemption')} {verb} by {actor}, {names}{why}")


def _probes(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    days = sorted({event.body["day"] for event in events})
    verdicts: Counter[str] = Counter()
    for event in events:
        verdicts.update(event.body["verdicts"])
    parts = listed([f"{number:,} {verdict}" for verdict, number in verdicts.most_common()], _MOST)
    names = sum(event.body["names"] for event in events)
    yield told.change("dns", events, f"{plural(names, 'name')} of {listed(days)} probed: {parts}")


def _alerts(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    alike: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        alike[event.body["rule"], event.body["day"]].append(event)
    for (rule, day), same in alike.items():
        subgroup = next((group for start, group in _ALERTS.items() if rule.startswith(start)), EVERYBODY)
        for event in same[:_MOST]:
            text = f"alert for {day}: {event.body['text']}"
            yield told.change(subgroup, [event], text, alerts.label(told.operation, alerts.tlp_of(event)))
        if same[_MOST:]:
            yield told.change(subgroup, same[_MOST:], f"{len(same) - _MOST:,} more alerts ({rule}) for {day}")


def _decisions_proposed(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        decision = told.proposals[event.at, event.actor, event.body["text"]]
        text = f"{decision.id} proposed by {decision.proposed_by}: {decision.text}"
        yield told.change(decision.subgroup, [event], text, decision.label)


def _decisions_moved(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    for event in events:
        decision = told.decisions[event.body["decision"]]
        verb, reason = event.kind.partition(".")[2], event.body.get("reason")
        done = "objected to" if verb == "objected" else verb
        text = f"{decision.id} {done} by {event.actor}: {reason or decision.text}"
        yield told.change(decision.subgroup, [event], text, decision.label)


def _answers(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    members = listed(sorted({event.actor for event in events}), _MOST)
    yield told.change(EVERYBODY, events, f"{plural(len(events), 'answer')} to the seven questions, by {members}")


def _members(told: Told, events: Sequence[Event]) -> Iterator[Change]:
    bodies = [event.body for event in events if event.body["member"] != LOCAL]
    people = [f"{body['member']} ({body['organisation']})" for body in bodies]
    if people:
        yield told.change(EVERYBODY, events, f"joined or changed: {listed(people, _MOST)}", ROSTER)


_TELLERS: Mapping[str, Teller] = {
    "forecast.made": _forecasts,
    "order.drafted": _orders,
    "order.sent": _orders,
    "order.acknowledged": _orders,
    "order.done": _orders,
    "order.acted": _orders,
    "order.verified": _orders,
    "order.regressed": _orders,
    "order.released": _orders,
    "order.based": _bases,
    "order.answered": _answer_files,
    "order.refused": _refusals,
    "list.exported": _lists,
    "exemption.proposed": _proposals,
    "exemption.accepted": _judgements,
    "exemption.rejected": _judgements,
    "probe.made": _probes,
    "alert.raised": _alerts,
    "decision.proposed": _decisions_proposed,
    "decision.objected": _decisions_moved,
    "decision.taken": _decisions_moved,
    "interview.answered": _answers,
    "member.added": _members,
}
