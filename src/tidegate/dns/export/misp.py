"""MISP: an event a day, with a `dga-domain` object for each name and each model that makes it.

Tagged with TLP, PAP and, of the families whose names the event holds, the taxonomy `dga`. Events are unpublished and
for the importing organisation only: whether they go further is for its people to decide, by the label. Ids are of
recipient, day, name and model, so an event that is imported again is the same; in a delta, objects of withdrawn names
are marked as deleted.

Source of the format: draft-dulaunoy-misp-core-format; the object: MISP, misp-objects, `dga-domain` version 1.
"""

import json
from collections.abc import Iterator
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dga import catalogue
from tidegate.dga.taxonomy import taxonomy
from tidegate.dns.export.daily import ORDER, by_model, days, worded
from tidegate.dns.export.delta import ADD, WITHDRAW
from tidegate.dns.export.format import Batches, File, Format, Rows, Sheet
from tidegate.dns.export.ids import id_of, ids_of
from tidegate.dns.export.lines import filled

_OBJECT = {
    "name": "dga-domain",
    "meta-category": "network",
    "description": "A domain that a domain generation algorithm makes, and when it is valid.",
    "template_uuid": "64ce4c1c-ed8c-48cd-afa9-12b37389118d",
    "template_version": "1",
}
_ATTRIBUTES = {
    "domain": ("domain", "{name}"),
    "algorithm-name": ("text", "{family}"),
    "algorithm-version": ("text", "{variant}"),
    "validity-start": ("datetime", "{live_from}"),
    "validity-end": ("datetime", "{live_until}"),
    "text": ("text", "{note}"),
}
"""The type and the value of each of an object's attributes."""
_OURS_ONLY, _INHERITED = "0", "5"
_UNDEFINED, _COMPLETED = "4", "2"


def _details(rows: ibis.Table) -> ibis.Table:
    rows = worded(rows, "%Y-%m-%dT%H:%M:%S+00:00")
    parts = rows.model.split("/")
    thing = rows.operation + "-" + rows.registry + "/" + rows.day + "/" + rows.name + "/" + rows.model
    ids = {_column(relation): ids_of(thing + f"/{relation}") for relation in _ATTRIBUTES}
    return rows.mutate(object=ids_of(thing), family=parts[0], variant=parts[1], **ids)


def _column(relation: str) -> str:
    """The column with the ids of one attribute."""
    return f"id_{relation}".replace("-", "_")


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    for day, batches in days(rows()):
        yield File(f"{sheet.stem}-{day}.misp.json", _event(sheet, day, batches))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    for day, batches in days(rows()):
        yield File(f"{sheet.stem}-{day}.delta.misp.json", _event(sheet, day, batches))


def _event(sheet: Sheet, day: str, batches: Batches) -> Iterator[bytes]:
    """The event of one day, in pieces; what is known of its families stands at its end."""
    families = set[str]()
    head = json.dumps(_head(sheet, day)).removesuffix("}")
    yield f'{{"Event": {head}, "Object": ['.encode()
    separator = b"\n"
    for batch in batches:
        families.update(pc.unique(batch["family"]).to_pylist())
        for objects in _objects(sheet, batch):
            yield separator + objects.removeprefix(b",\n")
            separator = b",\n"
    yield f'\n], "Tag": {json.dumps(_tags(sheet, families))}}}}}\n'.encode()


def _head(sheet: Sheet, day: str) -> dict[str, Any]:
    return {
        "uuid": id_of(f"{sheet.stem}/{day}"),
        "info": f"{sheet.operation.name} for {sheet.registry}: names of {day}",
        "date": day,
        "timestamp": _timestamp(sheet),
        "published": False,
        "analysis": _COMPLETED,
        "threat_level_id": _UNDEFINED,
        "distribution": _OURS_ONLY,
        "Orgc": {"uuid": id_of(f"{sheet.operation.name}/identity"), "name": sheet.operation.name},
    }


def _objects(sheet: Sheet, batch: pa.RecordBatch) -> Iterator[bytes]:
    if "change" not in batch.schema.names:
        yield _filled(sheet, batch)
        return
    for change in (WITHDRAW, ADD):
        changed = batch.filter(pc.equal(batch["change"], change))
        if changed.num_rows:
            yield _filled(sheet, changed, deleted=change == WITHDRAW)


def _filled(sheet: Sheet, rows: pa.RecordBatch, deleted: bool = False) -> bytes:
    state = {"timestamp": _timestamp(sheet), "deleted": deleted, "distribution": _INHERITED, "comment": ""}
    attributes = [_attribute(relation, *what) | state for relation, what in _ATTRIBUTES.items()]
    object = {**_OBJECT, "uuid": "{object}", **state, "Attribute": attributes}
    return filled(f",\n{json.dumps(object)}", rows)


def _attribute(relation: str, type: str, value: str) -> dict[str, Any]:
    is_domain = relation == "domain"
    return {
        "uuid": f"{{{_column(relation)}}}",
        "object_relation": relation,
        "type": type,
        "category": "Network activity" if is_domain else "Other",
        "to_ids": is_domain,
        "disable_correlation": not is_domain,
        "value": value,
    }


def _tags(sheet: Sheet, families: set[str]) -> list[dict[str, str]]:
    label = [str(sheet.label.tlp).lower(), str(sheet.label.pap)]
    known = catalogue.families()
    generated = {tag for family in families & known.keys() for tag in taxonomy(known[family])}
    compartments = [f"compartment:{name}" for name in sorted(sheet.label.compartments)]
    return [{"name": name} for name in [*label, *compartments, *sorted(generated)]]


def _timestamp(sheet: Sheet) -> str:
    return str(int(sheet.made_at.timestamp()))


FORMAT = Format("misp", by_model, key=ORDER, order=ORDER, full=_full, delta=_delta, details=_details)
