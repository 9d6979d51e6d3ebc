"""When an order is due, and whether it is late: derived from the clock, never recorded. Pure.

A list is due before the first local midnight (UTC+14) of its first day, less the registry's lead days. An order is

- **overdue** where something should have happened by now: its list is drafted and was due, or its first day has begun
  somewhere on earth and the registry has not acted;
- **silent** where its list was sent, was due, and has had no answer for the playbook's `answer_days`.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tidegate.dns.orders.order import Order
from tidegate.dns.orders.state import State
from tidegate.names.days import FIRST_LOCAL_MIDNIGHT, ONE_DAY, midnight


class Lateness(StrEnum):
    """How an order is late."""

    OVERDUE = "overdue"
    SILENT = "silent"


def due(order: Order) -> datetime:
    """The moment (UTC) before which the registry wants the order's list."""
    return midnight(order.send_by + ONE_DAY) + FIRST_LOCAL_MIDNIGHT


def begins(order: Order) -> datetime:
    """The moment (UTC) at which its first day begins anywhere on earth."""
    return midnight(order.first) + FIRST_LOCAL_MIDNIGHT


def local(moment: datetime, time_zone: str) -> str:
    """`2009-03-24 19:00 +09:00`: `moment` as the clocks of an IANA zone show it."""
    there = moment.astimezone(ZoneInfo(time_zone))
    return f"{there:%Y-%m-%d %H:%M} {there.isoformat()[-6:]}"


def lateness(order: Order, now: datetime, answer_days: float) -> Lateness | None:
    """How `order` is late at the moment `now`; None where it is not."""
    if order.state is State.DRAFTED:
        return Lateness.OVERDUE if now >= due(order) else None
    if order.state is State.SENT and now >= due(order):
        sent = order.sent_at or order.updated_at
        if now >= sent + timedelta(days=answer_days):
            return Lateness.SILENT
    is_waiting = order.state in (State.SENT, State.ACKNOWLEDGED)
    return Lateness.OVERDUE if is_waiting and now >= begins(order) else None
