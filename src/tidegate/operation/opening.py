"""Opening an operation, and finding it again. The log keeps the playbook's text: an operation needs no other file."""

from datetime import date

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span, parse_day
from tidegate.operation.clearance import has_members, local_joins
from tidegate.operation.model import Operation
from tidegate.operation.naming import check_operation
from tidegate.operation.playbook import parse
from tidegate.store import Draft, Event, Records

OPENED = "operation.opened"


def open_operation(records: Records, name: str, text: str, file: str, first: date, actor: str) -> Operation:
    """Open the operation `name` from the playbook in `text`, with `first` as its first day.

    The first operation of all makes "local" a member. `file` is what messages about the playbook call it.
    TidegateError when the name is taken or unusable, or the playbook is wrong; nothing is written then.
    """
    check_operation(name)
    playbook = parse(text, file)
    operation = Operation(name, playbook, first)
    Span.of(first, playbook.horizon.days)
    if name in names(records):
        raise TidegateError(f"operation {name!r} exists already")
    body = {"playbook_file": file, "playbook_text": text, "first": first.isoformat()}
    joining = [] if has_members(records) else [local_joins()]
    records.append(actor, [*joining, Draft(OPENED, name, body)])
    return operation


def get(records: Records, name: str) -> Operation:
    """The operation called `name`; UnknownNameError lists those that were opened."""
    opened = records.events(name, {OPENED})
    if not opened:
        raise UnknownNameError("operation", name, names(records))
    return _operation(opened[0])


def names(records: Records) -> list[str]:
    """The names of all operations, in the order of their opening."""
    return list(dict.fromkeys(event.operation for event in records.events(kinds={OPENED})))


def _operation(event: Event) -> Operation:
    body = event.body
    return Operation(event.operation, parse(body["playbook_text"], body["playbook_file"]), parse_day(body["first"]))
