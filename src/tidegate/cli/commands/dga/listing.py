"""`tidegate dga list` and `tidegate dga show`: which families are modelled, and what is known of one."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import typer

from tidegate.cli.commands.dga.arguments import FamilyArgument
from tidegate.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dga.entry import Entry
    from tidegate.dga.family import Family, Variant

_COLUMNS = ("family", "aliases", "kind", "years", "variants", "names", "valid_for", "scheme", "predictable")
_FROM = ("from",)
_BRIEF = ("aliases", "kind", "variants", "valid_for")
_WIDEST = 30
_MARK = len("wasm ") + 12
"""What is shown of an origin, if it is a SHA-256."""


def list_families(json: JsonOption = False, home: HomeOption = DEFAULT_HOME) -> None:  # type: ignore[assignment]
    """List the families that are modelled: built in, of other packages, and WebAssembly models added to the home."""
    from tidegate.dga.catalogue import entries
    from tidegate.dga.entry import BUILT_IN

    found = entries()
    listed = [entry for _, entry in sorted(found.families.items())]
    if json:
        report([_all_of(entry.family) | {"origin": entry.origin} for entry in listed], as_json=True)
    else:
        brought = [entry for entry in listed if entry.origin != BUILT_IN]
        report(
            [_line(entry) for entry in listed],
            as_json=False,
            columns=_COLUMNS + (_FROM if brought else ()),
            brief=_BRIEF,
        )
        _tell_total([entry.family for entry in listed])
    for flaw in found.flaws:
        typer.echo(f"left out: {flaw}", err=True)


def show(
    family: FamilyArgument,
    json: JsonOption = False,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Show a family: its variants, their inputs and known configs, how its bots behave, and how that is known."""
    from tidegate.dga.catalogue import find_or_load

    found = find_or_load(family)
    variants = [_variant(variant) for variant in found.variants]
    if json:
        facts(_all_of(found) | {"variants": variants}, as_json=True)
        return
    facts(_facts(found), as_json=False)
    for rows, title in (
        ([_shape(variant) for variant in found.variants], "Variants"),
        ([_bots(variant) for variant in found.variants], "How a bot uses them"),
        ([row for variant in found.variants for row in _parameters(variant)], "Config"),
        ([row for variant in found.variants for row in _known(variant)], "Known configs"),
        ([{"variant": one.name, "pattern": one.pattern} for one in found.variants if one.pattern], "Patterns"),
    ):
        if rows:
            typer.echo()
            report(rows, as_json=False, title=title)


def _line(entry: "Entry") -> dict[str, Any]:
    family = entry.family
    made = [variant for variant in family.variants if variant.predictable]
    periods = dict.fromkeys(str(variant.period) for variant in made)
    line = {
        "family": family.name,
        "aliases": _few(family.aliases, 2),
        "kind": shorten(family.kind, _WIDEST, placeholder=" ..."),
        "years": _years(family),
        "variants": _few([variant.name for variant in family.variants], 3),
        "names": _range([variant.count for variant in made]),
        "valid_for": shorten(_few(list(periods), 2), _WIDEST, placeholder=" ..."),
        "scheme": str(family.scheme),
        "predictable": "yes" if len(made) == len(family.variants) else "in part" if made else "no",
    }
    return line | {"from": _short(entry.origin)}


def _tell_total(families: Sequence["Family"]) -> None:
    variants = [variant for family in families for variant in family.variants]
    configs = sum(len(variant.configs()) for variant in variants)
    predictable = sum(variant.predictable for variant in variants)
    typer.echo(
        f"\n{len(families):,} families, {len(variants):,} variants, of which {predictable:,} are predictable;"
        f" {configs:,} known configs"
    )


def _all_of(family: "Family") -> dict[str, Any]:
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


def _facts(family: "Family") -> dict[str, Any]:
    kept = {key: value for key, value in _all_of(family).items() if key not in ("names", "valid_for", "sources")}
    return kept | {"sources": "; ".join(family.sources)}


def _variant(variant: "Variant") -> dict[str, Any]:
    return (
        _shape(variant)
        | _bots(variant)
        | {
            "suffixes": list(variant.suffixes),
            "zones": list(variant.zones),
            "config": [f"{key}={parameter.default}" for key, parameter in variant.config.items()],
            "known": {
                name: {key: str(value) for key, value in config.items()} for name, config in variant.known.items()
            },
            "compiled": variant.kernel is not None or variant.spell is not None,
        }
    )


def _shape(variant: "Variant") -> dict[str, Any]:
    return {
        "variant": variant.name,
        "names": variant.count if variant.predictable else None,
        "valid_for": str(variant.period) if variant.predictable else None,
        "suffixes": len(variant.suffixes),
        "zones": len(variant.zones),
        "predictable": variant.predictable,
    }


def _bots(variant: "Variant") -> dict[str, Any]:
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


def _parameters(variant: "Variant") -> list[dict[str, Any]]:
    return [
        {"variant": variant.name, "key": key, "default": _text(parameter.default), "meaning": parameter.help}
        for key, parameter in variant.config.items()
    ]


def _known(variant: "Variant") -> list[dict[str, Any]]:
    from tidegate.dga.config import canonical

    return [
        {"variant": variant.name, "name": name, "config": canonical(config)} for name, config in variant.known.items()
    ]


def _texts(config: Mapping[str, Any]) -> dict[str, str]:
    return {key: _text(value) for key, value in config.items()}


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _years(family: "Family") -> str:
    first, last = family.years
    return str(first) if first == last else f"{first}-{last or ''}"


def _short(origin: str) -> str:
    return origin[:_MARK] if origin.startswith("wasm ") else origin


def _few(texts: Sequence[str], most: int) -> str:
    """The first of `texts`, and how many more there are."""
    return ", ".join(texts[:most]) + (f" +{len(texts) - most}" if len(texts) > most else "")


def _range(counts: Sequence[int]) -> str:
    """From the least to the most."""
    if not counts:
        return ""
    least, most = min(counts), max(counts)
    return f"{least:,}" if least == most else f"{least:,}-{most:,}"
