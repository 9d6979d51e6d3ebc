"""Deltas of zones: scripts for nsupdate (RFC 2136), which change a zone that is being served, and only what changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.export.delta import ADD, WITHDRAW
from tidegate.dns.export.format import Batches
from tidegate.dns.export.lines import filled

CHANGES_A_MESSAGE = 128
"""An update message has at most 64 KB."""

Template = Callable[[str, str], str]
"""The update lines for one row, from its change and its action, with `{column}` holes."""


@dataclass(frozen=True)
class Zone:
    """The zone that a script changes: its name with the final dot, its SOA record for a serial, and the serial that it
    has in the end. Without an SOA it is for the zone's owner to move the serial."""

    name: str
    soa: Callable[[int], str] | None = None
    serial: int = 0
    ttl: int = 300


def line(change: str, owner: str, ttl: int, record: str) -> str:
    """The update that adds a record or withdraws it."""
    return f"update add {owner} {ttl} {record}\n" if change == ADD else f"update delete {owner} {record}\n"


def messages(changes: int) -> int:
    """In how many messages so many changes are sent, each of which moves the serial by one."""
    return max(1, -(-changes // CHANGES_A_MESSAGE))


def script(heading: str, zone: Zone, changes: int, batches: Batches, template: Template) -> Iterator[bytes]:
    """The script for `changes` rows with the columns change, action and those of the template's holes."""
    yield f"; {heading}\nzone {zone.name}\n".encode()
    serial = zone.serial - messages(changes)
    for rows in _slices(batches):
        serial += 1
        soa = line(ADD, zone.name, zone.ttl, zone.soa(serial % 2**32)) if zone.soa else ""
        yield soa.encode() + _updates(rows, template) + b"send\n"


def _slices(batches: Batches) -> Batches:
    """The rows in batches of one message's changes, whatever the sizes of the stream's."""
    rest: pa.RecordBatch | None = None
    for batch in batches:
        rest = pa.concat_batches([rest, batch]) if rest else batch
        while rest.num_rows >= CHANGES_A_MESSAGE:
            yield rest.slice(0, CHANGES_A_MESSAGE)
            rest = rest.slice(CHANGES_A_MESSAGE)
    if rest:
        yield rest


def _updates(rows: pa.RecordBatch, template: Template) -> bytes:
    """What is withdrawn goes first, so that a name whose action changed ends with its new one."""
    text = b""
    for change in (WITHDRAW, ADD):
        changed = rows.filter(pc.equal(rows["change"], change))
        for action in pc.unique(changed["action"]).to_pylist():
            text += filled(template(change, action), changed.filter(pc.equal(changed["action"], action)))
    return text
