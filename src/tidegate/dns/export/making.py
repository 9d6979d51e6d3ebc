"""One export while it is made: its files and manifest from the snapshot of its list, and what goes on the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tidegate.dns.export import content, find, folder, serial, snapshot
from tidegate.dns.export.content import Content
from tidegate.dns.export.csv import FORMAT as BY_DAY
from tidegate.dns.export.format import ALL, File, Sheet
from tidegate.dns.export.manifest import NAME, FileFacts, Manifest
from tidegate.dns.export.request import ANSWERED, Request, moved
from tidegate.dns.export.sent import Past, exported
from tidegate.dns.export.signing import SIGNATURE, Seal
from tidegate.dns.orders import life as work_orders
from tidegate.dns.orders.life import Order, State
from tidegate.names.days import Span
from tidegate.operation import opening
from tidegate.operation.model import Operation
from tidegate.store import Draft, Home


@dataclass(frozen=True)
class Task:
    """What to make: the list of `orders`, which was `past` exported; `base` is the list that was sent last, where it is
    needed. The export appears in `directory`, its manifest signed where there is a `seal`."""

    home: Home
    operation: Operation
    request: Request
    orders: Sequence[Order]
    past: Past
    base: Path | None
    directory: Path
    seal: Seal | None = None

    @property
    def span(self) -> Span:
        return Span(min(order.first for order in self.orders), max(order.last for order in self.orders))

    def target(self, number: int) -> Path:
        """The folder that appears: `conficker-nominet-csv-2009032000`, a delta's with `-delta` behind it."""
        request = self.request
        name = f"{self.operation.name}-{request.registry}-{request.format}-{number}"
        return self.directory / (f"{name}-delta" if request.delta else name)


def write(task: Task, listing: Path, out: Path) -> Manifest:
    """Write all files of the export and its manifest into the new folder `out`; `listing` is its snapshot."""
    out.mkdir()
    request, lake = task.request, task.home.lake
    format = find(request.format).bound(task.operation.name, request.registry)
    if request.delta and task.base is not None:
        rows, make = content.delta(lake, format, listing, task.base), format.delta
    else:
        rows, make = content.full(lake, format, listing), format.full
    sheet = _sheet(task, rows, format.steps(rows.changes) if request.delta else 1)
    files = tuple(folder.write(out, file) for file in make(sheet, rows.rows))
    manifest = _manifest(task, listing, sheet, rows, files)
    text = manifest.as_json().encode()
    folder.write(out, File(NAME, iter([text])))
    if task.seal:
        folder.write(out, File(SIGNATURE, iter([task.seal(text)])))
    return manifest


def events(task: Task, listing: Path, manifest: Manifest) -> list[Draft]:
    """What the export puts on the record: itself, and its orders where it is sent to their registry."""
    if not task.request.send or task.request.registry == ALL:
        return [exported(manifest)]
    answered = any(order.state in ANSWERED for order in task.orders)
    grown = content.grown(task.home.lake, BY_DAY, listing, task.base) if answered else set()
    note = f"list {manifest.serial}, {manifest.format}"
    sent = moved(task.orders, grown)
    steps = work_orders.steps(task.home.records, task.operation.name, sent, State.SENT, note)
    return [exported(manifest), *steps]


def _sheet(task: Task, rows: Content, steps: int) -> Sheet:
    today = task.home.now().date()
    number = serial.following(task.past.exported, today, steps)
    while task.target(number).exists():  # an export that was killed before it came on the record
        number = serial.following(number, today, steps)
    ids = tuple(order.id for order in task.orders)
    opened = opening.opened_at(task.home.records, task.operation.name)
    return Sheet(task.operation, task.request.registry, number, ids, task.span, rows.changes, opened, task.home.now())


def _manifest(task: Task, listing: Path, sheet: Sheet, rows: Content, files: tuple[FileFacts, ...]) -> Manifest:
    return Manifest(
        operation=task.operation.name,
        registry=task.request.registry,
        format=task.request.format,
        serial=sheet.serial,
        delta_of=task.past.sent if task.request.delta else None,
        sent=task.request.send,
        label=sheet.label,
        orders=sheet.orders,
        made_at=sheet.made_at,
        facts=snapshot.facts(task.home.lake, listing),
        added=rows.added,
        withdrawn=rows.withdrawn,
        files=files,
    )
