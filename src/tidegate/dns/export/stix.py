"""STIX 2.1: a bundle a day, for platforms that take indicators.

Each name of the day is an indicator, valid while it is live, which indicates the malware whose models make it; the
malware uses domain generation (ATT&CK T1568.002). Everything is marked with the label: TLP 2.0 by its published
definition, TLP, PAP and compartments in words as a statement.

Ids are of operation, day and name: the same in every export, whoever it is for. A delta revokes what was withdrawn;
STIX knows no way back from that.

Source of the format: OASIS, STIX Version 2.1 (2021); of the marking: OASIS, cti-stix-common-objects, TLP 2.0.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from tidegate.dns.export.daily import ORDER, by_model, days, worded
from tidegate.dns.export.delta import ADD, WITHDRAW
from tidegate.dns.export.format import Batches, File, Format, Rows, Sheet
from tidegate.dns.export.ids import id_of, ids_of
from tidegate.dns.export.lines import filled
from tidegate.policy import TLP

_TLP = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP_MARKINGS = {
    TLP.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    TLP.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    TLP.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    TLP.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    TLP.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
_TLP_CREATED = "2022-10-01T00:00:00.000Z"
_TECHNIQUE = {
    "source_name": "mitre-attack",
    "external_id": "T1568.002",
    "url": "https://attack.mitre.org/techniques/T1568/002/",
}


def _details(rows: ibis.Table) -> ibis.Table:
    rows = worded(rows, "%Y-%m-%dT%H:%M:%SZ")
    name = rows.operation + "/" + rows.day + "/" + rows.name
    return rows.mutate(indicator=ids_of(name), relation=ids_of(name + "/" + rows.model), malware=ids_of(_named(rows)))


def _named(rows: ibis.Table) -> ibis.expr.types.StringColumn:
    return rows.operation + "/malware/" + rows.model


def _full(sheet: Sheet, rows: Rows) -> Iterator[File]:
    for day, batches in days(rows()):
        yield File(f"{sheet.stem}-{day}.stix.json", _Bundle(sheet).pieces(day, batches))


def _delta(sheet: Sheet, rows: Rows) -> Iterator[File]:
    for day, batches in days(rows()):
        yield File(f"{sheet.stem}-{day}.delta.stix.json", _Bundle(sheet).pieces(day, batches))


class _Bundle:
    """What the objects of a bundle have in common."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._author = self._id("identity", sheet.operation.name)
        self._technique = self._id("attack-pattern", _TECHNIQUE["external_id"])
        self._markings = [_TLP_MARKINGS[sheet.label.tlp], self._id("marking-definition", str(sheet.label))]

    def pieces(self, day: str, batches: Batches) -> Iterator[bytes]:
        """The bundle of one day, in pieces."""
        sheet, models = self._sheet, set[str]()
        id = f"bundle--{id_of(f'{sheet.stem}/{day}/{sheet.serial}')}"
        yield f'{{"type": "bundle", "id": "{id}", "objects": [\n'.encode() + _joined(self._context())
        for batch in batches:
            models.update(pc.unique(batch["model"]).to_pylist())
            yield from self._names(batch)
        yield b"".join(b",\n" + _joined(self._malware(model)) for model in sorted(models)) + b"\n]}\n"

    def _names(self, batch: pa.RecordBatch) -> Iterator[bytes]:
        if "change" not in batch.schema.names:
            yield self._filled(batch)
            return
        for change in (WITHDRAW, ADD):
            yield self._filled(batch.filter(pc.equal(batch["change"], change)), revoked=change == WITHDRAW)

    def _filled(self, rows: pa.RecordBatch, revoked: bool = False) -> bytes:
        indicators = filled(f",\n{json.dumps(self._indicator(revoked))}", rows.filter(rows["leads"]))
        return indicators + filled(f",\n{json.dumps(self._relation(revoked))}", rows)

    def _context(self) -> list[dict[str, Any]]:
        """The author, the markings and the technique."""
        sheet, [tlp, label] = self._sheet, self._markings
        level = {"extension_type": "property-extension", "tlp_2_0": sheet.label.tlp.word.lower()}
        marking = {"type": "marking-definition", "spec_version": "2.1"}
        author = self._object("identity", self._author, name=sheet.operation.name, identity_class="group")
        del author["created_by_ref"]
        return [
            {**marking, "id": tlp, "created": _TLP_CREATED, "name": str(sheet.label.tlp), "extensions": {_TLP: level}},
            {
                **{**marking, "id": label, "created": _moment(sheet.opened_at), "created_by_ref": self._author},
                **{"definition_type": "statement", "definition": {"statement": str(sheet.label)}},
            },
            author,
            self._object(
                "attack-pattern",
                self._technique,
                name="Domain Generation Algorithms",
                external_references=[_TECHNIQUE],
            ),
        ]

    def _malware(self, model: str) -> list[dict[str, Any]]:
        """The malware of one model, and that it generates domains."""
        id = self._id("malware", model)
        return [
            self._object("malware", id, name=model, aliases=[model.split("/")[0]], is_family=True),
            self._relationship(self._id("relationship", f"uses/{model}"), id, "uses", self._technique),
        ]

    def _indicator(self, revoked: bool) -> dict[str, Any]:
        return self._object(
            "indicator",
            "indicator--{indicator}",
            revoked,
            name="{name}",
            description="{note}",
            indicator_types=["malicious-activity"],
            pattern="[domain-name:value = '{name}']",
            pattern_type="stix",
            valid_from="{live_from}",
            valid_until="{live_until}",
        )

    def _relation(self, revoked: bool) -> dict[str, Any]:
        ids = "relationship--{relation}", "indicator--{indicator}", "indicates", "malware--{malware}"
        return self._relationship(*ids, revoked)

    def _relationship(self, id: str, source: str, type: str, target: str, revoked: bool = False) -> dict[str, Any]:
        ends = {"source_ref": source, "target_ref": target}
        return self._object("relationship", id, revoked, relationship_type=type, **ends)

    def _object(self, type: str, id: str, revoked: bool = False, **properties: Any) -> dict[str, Any]:
        return {
            "type": type,
            "spec_version": "2.1",
            "id": id,
            "created_by_ref": self._author,
            "created": _moment(self._sheet.opened_at),
            "modified": _moment(self._sheet.made_at),
            **({"revoked": True} if revoked else {}),
            **properties,
            "object_marking_refs": self._markings,
        }

    def _id(self, type: str, name: str) -> str:
        return f"{type}--{id_of(f'{self._sheet.operation.name}/{type}/{name}')}"


def _joined(objects: list[dict[str, Any]]) -> bytes:
    return ",\n".join(json.dumps(object) for object in objects).encode()


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


FORMAT = Format("stix", by_model, key=("day", "name"), order=ORDER, full=_full, delta=_delta, details=_details)
