"""A registry as the record keeps it: the JSON of what the directory said when an operation was opened."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tidegate.operation.model import Channel, LegalBasis, Origin, Registry
from tidegate.policy import TLP


def to_json(registry: Registry) -> dict[str, Any]:
    """`registry` in JSON values."""
    return {**asdict(registry), "clearance": None if registry.clearance is None else registry.clearance.word}


def of_json(values: Mapping[str, Any]) -> Registry:
    """The registry that `to_json` wrote."""
    lists = {key: tuple(values[key]) for key in ("suffixes", "formats", "can")}
    kinds = {
        "clearance": None if values["clearance"] is None else TLP.parse(values["clearance"]),
        "channel": Channel(values["channel"]),
        "legal_basis": LegalBasis(values["legal_basis"]),
        "origin": Origin(values["origin"]),
    }
    return Registry(**{**values, **lists, **kinds})
