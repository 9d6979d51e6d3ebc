"""What went out and what came in for an order: the lists that were sent, with their manifests, and the answers."""

from dataclasses import dataclass
from datetime import datetime

from tidegate.dns.orders.order import Order
from tidegate.dns.orders.projection import ANSWERED
from tidegate.store import Records

EXPORTED = "list.exported"
"""The event that an export puts on the record."""


@dataclass(frozen=True)
class SentList:
    """A list that was sent with an order in it: full, or a delta. The counts are the whole list's, of a delta also what
    it adds and withdraws; `sha256` is each file's, in hexadecimal."""

    serial: int
    kind: str
    at: datetime
    actor: str
    format: str
    names: int
    rendezvous: int
    added: int | None
    withdrawn: int | None
    sha256: dict[str, str]


@dataclass(frozen=True)
class AnswerFile:
    """A registry's file that was imported as an answer: its lines, those that could not be read, and what it left."""

    answer: str
    at: datetime
    actor: str
    file: str
    lines: int
    unread: int
    left: int
    sha256: str


def lists(records: Records, operation: str, order: Order) -> list[SentList]:
    """The lists that its registry was sent with `order` in them, oldest first."""
    return [
        SentList(
            serial=body["serial"],
            kind="full" if body["delta_of"] is None else "delta",
            at=event.at,
            actor=event.actor,
            sha256=body["files"],
            **{key: body[key] for key in ("format", "names", "rendezvous", "added", "withdrawn")},
        )
        for event in records.events(operation, {EXPORTED})
        if (body := event.body)["sent"] and body["registry"] == order.registry and order.id in body["orders"]
    ]


def answers(records: Records, operation: str, order: str) -> list[AnswerFile]:
    """The answer files of `order`, oldest first."""
    return [
        AnswerFile(
            at=event.at,
            actor=event.actor,
            **{key: event.body[key] for key in ("answer", "file", "lines", "unread", "left", "sha256")},
        )
        for event in records.events(operation, {ANSWERED})
        if event.body["order"] == order
    ]
