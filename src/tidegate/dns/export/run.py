"""Exporting: the policy is asked, the list is made, its files appear together, and the record says so."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tidegate.dns import blocklist, exemptions
from tidegate.dns import orders as work_orders
from tidegate.dns.export import content, find, folder, sent, serial, snapshot
from tidegate.dns.export.content import Content
from tidegate.dns.export.csv import FORMAT as BY_DAY
from tidegate.dns.export.format import ALL, File, Sheet
from tidegate.dns.export.manifest import NAME, FileFacts, Manifest
from tidegate.dns.export.request import Request, ask, chosen, moved
from tidegate.dns.export.sent import Past
from tidegate.dns.orders import Order, State
from tidegate.errors import TidegateError
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.store import Draft, Home


@dataclass(frozen=True)
class Export:
    """What was exported, and the folder that holds it."""

    manifest: Manifest
    folder: Path


@dataclass(frozen=True)
class _Task:
    """One export while it is made: `listing` is the snapshot of its list, `base` the list that was sent last."""

    home: Home
    operation: Operation
    request: Request
    orders: Sequence[Order]
    past: Past
    base: Path | None
    listing: Path
    directory: Path

    @property
    def span(self) -> Span:
        return Span(min(order.first for order in self.orders), max(order.last for order in self.orders))

    @property
    def suffixes(self) -> list[str]:
        asked = {order.registry for order in self.orders}
        return [suffix for suffix, run in self.operation.playbook.registry_of_suffix.items() if run.id in asked]

    def target(self, number: int) -> Path:
        """The folder that appears: `conficker-nominet-csv-2009032000`, a delta's with `-delta` behind it."""
        request = self.request
        name = f"{self.operation.name}-{request.registry}-{request.format}-{number}"
        return self.directory / (f"{name}-delta" if request.delta else name)


def export(home: Home, operation: Operation, request: Request, directory: Path, member: str) -> Export:
    """Write the list that `request` asks for as a new folder in `directory`, and put it on the record.

    NotAllowedError where the policy refuses `member` or the registry; TidegateError where there is no such order, no
    name, or nothing that a delta could be of. Nothing is written then.
    """
    find(request.format)
    ask(home.records, operation, request.registry, member)
    orders = chosen(work_orders.rows(home.records, operation.name), request)
    past = sent.past(home, operation.name, request.registry)
    base = _base(home, operation, request, past)
    with folder.staging(directory) as stage:
        task = _Task(home, operation, request, orders, past, base, stage / sent.LIST, directory)
        _snapshot(task)
        manifest = _write(task, stage / "files")
        events = [sent.exported(manifest), *_steps(task, manifest)]
        if request.send:
            sent.keep(home, manifest, task.listing)
        target = task.target(manifest.serial)
        folder.appear(stage / "files", target)
    try:
        home.records.append(member, events)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return Export(manifest, target)


def _base(home: Home, operation: Operation, request: Request, past: Past) -> Path | None:
    """The list that was sent last, where it is needed."""
    if request.delta and past.sent is None:
        raise TidegateError(f"nothing was sent to {request.registry} yet that a delta could be of")
    if past.sent is None or not (request.delta or request.send):
        return None
    return sent.kept(home, operation.name, request.registry, past.sent)


def _snapshot(task: _Task) -> None:
    home, operation = task.home, task.operation
    known = exemptions.rows(home.records, operation.name)
    accepted = {exemption.name for exemption in known if exemption.state is exemptions.State.ACCEPTED}
    spared = blocklist.spared(home.lake, operation.name, accepted, task.span, task.suffixes)
    snapshot.write(task.listing, home.lake, operation, task.orders, spared, snapshot.doubts(known))


def _write(task: _Task, out: Path) -> Manifest:
    """Write all files of the export and its manifest into the new folder `out`."""
    out.mkdir()
    request, lake = task.request, task.home.lake
    format = find(request.format)
    if request.delta and task.base is not None:
        rows, make = content.delta(lake, format, task.listing, task.base), format.delta
    else:
        rows, make = content.full(lake, format, task.listing), format.full
    sheet = _sheet(task, rows, format.steps(rows.changes) if request.delta else 1)
    files = tuple(folder.write(out, file) for file in make(sheet, rows.rows))
    manifest = _manifest(task, sheet, rows, files)
    folder.write(out, File(NAME, iter([manifest.as_json().encode()])))
    return manifest


def _sheet(task: _Task, rows: Content, steps: int) -> Sheet:
    today = task.home.now().date()
    number = serial.following(task.past.exported, today, steps)
    while task.target(number).exists():  # an export that was killed before it came on the record
        number = serial.following(number, today, steps)
    ids = tuple(order.id for order in task.orders)
    return Sheet(task.operation, task.request.registry, number, ids, task.span, rows.changes)


def _manifest(task: _Task, sheet: Sheet, rows: Content, files: tuple[FileFacts, ...]) -> Manifest:
    return Manifest(
        operation=task.operation.name,
        registry=task.request.registry,
        format=task.request.format,
        serial=sheet.serial,
        delta_of=task.past.sent if task.request.delta else None,
        sent=task.request.send,
        label=sheet.label,
        orders=sheet.orders,
        made_at=task.home.now(),
        facts=snapshot.facts(task.home.lake, task.listing),
        added=rows.added,
        withdrawn=rows.withdrawn,
        files=files,
    )


def _steps(task: _Task, manifest: Manifest) -> list[Draft]:
    """The orders that are sent with this export."""
    if not task.request.send or task.request.registry == ALL:
        return []
    grown = content.grown(task.home.lake, BY_DAY, task.listing, task.base)
    note = f"list {manifest.serial}, {manifest.format}"
    return work_orders.steps(task.home.records, task.operation.name, moved(task.orders, grown), State.SENT, note)
