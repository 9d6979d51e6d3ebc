"""Opening an operation, and finding it again. The log keeps the playbook's text, what the directory said of registries
that it leaves out, and every amendment: an operation needs no other file."""

from datetime import date, datetime

from tidegate.errors import TidegateError, UnknownNameError
from tidegate.names.days import Span, parse_day
from tidegate.operation.amending import AMENDED, amended
from tidegate.operation.clearance import has_members, local_joins
from tidegate.operation.directory.keeping import of_json, to_json
from tidegate.operation.model import Operation, Origin, Playbook
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
    body = {
        "playbook_file": file,
        "playbook_text": text,
        "first": first.isoformat(),
        "registries": [to_json(one) for one in playbook.registries if one.origin is Origin.DIRECTORY],
    }
    joining = [] if has_members(records) else [local_joins()]
    records.append(actor, [*joining, Draft(OPENED, name, body)])
    return operation


def get(records: Records, name: str) -> Operation:
    """The operation called `name`, with all amendments; UnknownNameError lists those that were opened."""
    events = records.events(name, {OPENED, AMENDED})
    if not events:
        raise UnknownNameError("operation", name, names(records))
    opened, *amendments = events
    return Operation(name, amended(_playbook(opened), amendments), parse_day(opened.body["first"]))


def opened_at(records: Records, name: str) -> datetime:
    """When the operation called `name`, which there must be, was opened, in UTC."""
    return records.events(name, {OPENED})[0].at


def names(records: Records) -> list[str]:
    """The names of all operations, in the order of their opening."""
    return list(dict.fromkeys(event.operation for event in records.events(kinds={OPENED})))


def _playbook(opened: Event) -> Playbook:
    body = opened.body
    recorded = tuple(of_json(values) for values in body.get("registries", ()))
    return parse(body["playbook_text"], body["playbook_file"], recorded)
