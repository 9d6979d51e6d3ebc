"""What is told of a family: as a line of the list, and as the tables of its page."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidegate.dga.entry import Entry
    from tidegate.dga.family import Family, Variant

Row = dict[str, Any]

_WIDEST = 30
_MARK = len("wasm ") + 12
"""What is shown of an origin, if it is a SHA-256."""


def line(entry: "Entry") -> Row:
    """A family in the list."""
    family = entry.family
    made = [variant for variant in family.variants if variant.predictable]
    periods = dict.fromkeys(str(variant.period) for variant in made)
    return {
        "family": family.name,
        "aliases": _few(family.aliases, 2),
        "kind": shorten(family.kind, _WIDEST, placeholder=" ..."),
        "years": _years(family),
        "variants": _few([variant.name for variant in family.variants], 3),
        "names": _range([variant.count for variant in made]),
        "valid_for": shorten(_few(list(periods), 2), _WIDEST, placeholder=" ..."),
        "scheme": str(family.scheme),
        "predictable": "yes" if len(made) == len(family.variants) else "in part" if made else "no",
        "from": entry.origin[:_MARK] if entry.origin.startswith("wasm ") else entry.origin,
    }


def whole(family: "Family") -> Row:
    """Everything that is declared of a family, but not of its variants."""
    from tidegate.dga.taxonomy import taxonomy

    return {
        "family": family.name,
        "aliases": list(family.aliases),
        "kind": family.kind,
        "years": _years(family),
        "variants": [variant.name for variant in family.variants],
        "names": {variant.name: variant.count for variant in family.variants},
        "valid_for": {variant.name: str(variant.period) for variant in family.variants},
        "scheme": str(family.scheme),
        "time_dependent": family.time_dependent,
        "deterministic": family.deterministic,
        "predictable": family.predictable,
        "taxonomy": taxonomy(family),
        "confidence": family.confidence,
        "sources": list(family.sources),
    }


def summary(family: "Family") -> Row:
    """The same for people, without what its tables tell."""
    told = {key: value for key, value in whole(family).items() if key not in ("names", "valid_for", "sources")}
    return told | {"sources": "; ".join(family.sources)}


def variant(variant: "Variant") -> Row:
    """Everything that is declared of a variant."""
    return {
        **_shape(variant),
        **_bots(variant),
        "suffixes": list(variant.suffixes),
        "zones": list(variant.zones),
        "config": [f"{key}={_text(parameter.default)}" for key, parameter in variant.config.items()],
        "known": {name: {key: _text(value) for key, value in config.items()} for name, config in variant.known.items()},
        "pattern": variant.pattern,
        "compiled": variant.kernel is not None or variant.spell is not None,
    }


def tables(family: "Family") -> Mapping[str, list[Row]]:
    """The tables of a family's page by their titles."""
    variants = family.variants
    return {
        "Variants": [_shape(one) for one in variants],
        "How a bot uses them": [_bots(one) for one in variants],
        "Config": [row for one in variants for row in _parameters(one)],
        "Known configs": [row for one in variants for row in _known(one)],
        "Patterns": [{"variant": one.name, "pattern": one.pattern} for one in variants if one.pattern],
    }


def _shape(variant: "Variant") -> Row:
    return {
        "variant": variant.name,
        "names": variant.count if variant.predictable else None,
        "valid_for": str(variant.period) if variant.predictable else None,
        "suffixes": len(variant.suffixes),
        "zones": len(variant.zones),
        "predictable": variant.predictable,
    }


def _bots(variant: "Variant") -> Row:
    behaviour = variant.behaviour
    return {
        "variant": variant.name,
        "tries": behaviour.tries or variant.count or None,
        "rounds": behaviour.rounds,
        "clock": str(behaviour.clock),
        "starts": behaviour.starts,
        "since": variant.since,
        "until": variant.until,
    }


def _parameters(variant: "Variant") -> list[Row]:
    return [
        {"variant": variant.name, "key": key, "default": _text(parameter.default), "meaning": parameter.help}
        for key, parameter in variant.config.items()
    ]


def _known(variant: "Variant") -> list[Row]:
    return [
        {"variant": variant.name, "name": name, "config": ",".join(f"{key}={_text(config[key])}" for key in config)}
        for name, config in variant.known.items()
    ]


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _years(family: "Family") -> str:
    first, last = family.years
    return str(first) if first == last else f"{first}-{last or ''}"


def _few(texts: Sequence[str], most: int) -> str:
    """The first of `texts`, and how many more there are."""
    return ", ".join(texts[:most]) + (f" +{len(texts) - most}" if len(texts) > most else "")


def _range(counts: Sequence[int]) -> str:
    """From the least to the most."""
    if not counts:
        return ""
    least, most = min(counts), max(counts)
    return f"{least:,}" if least == most else f"{least:,}-{most:,}"
