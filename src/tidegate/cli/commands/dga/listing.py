"""`tidegate dga list` and `tidegate dga show`: which families are modelled, and what is known of one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from tidegate.cli.commands.dga import rows
from tidegate.cli.commands.dga.arguments import FamilyArgument
from tidegate.cli.options import DEFAULT_HOME, HomeOption, JsonOption
from tidegate.cli.output import facts, report

if TYPE_CHECKING:
    from tidegate.dga.family import Family

_COLUMNS = ("family", "aliases", "kind", "years", "variants", "names", "valid_for", "scheme", "predictable")
_FROM = ("from",)
_BRIEF = ("aliases", "kind", "variants", "valid_for")


def list_families(json: JsonOption = False, home: HomeOption = DEFAULT_HOME) -> None:  # type: ignore[assignment]
    """List the families that are modelled: built in, of other packages, and WebAssembly models added to the home."""
    from tidegate.dga.catalogue import entries
    from tidegate.dga.entry import BUILT_IN

    found = entries()
    listed = [entry for _, entry in sorted(found.families.items())]
    if json:
        report([rows.whole(entry.family) | {"origin": entry.origin} for entry in listed], as_json=True)
    else:
        brought = [entry for entry in listed if entry.origin != BUILT_IN]
        report(
            [rows.line(entry) for entry in listed],
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
    if json:
        facts(rows.whole(found) | {"variants": [rows.variant(one) for one in found.variants]}, as_json=True)
        return
    facts(rows.summary(found), as_json=False)
    for title, table in rows.tables(found).items():
        if table:
            typer.echo()
            report(table, as_json=False, title=title)


def _tell_total(families: Sequence["Family"]) -> None:
    variants = [variant for family in families for variant in family.variants]
    configs = sum(len(variant.known) for variant in variants)
    predictable = sum(variant.predictable for variant in variants)
    typer.echo(
        f"\n{len(families):,} families, {len(variants):,} variants, of which {predictable:,} are predictable;"
        f" {configs:,} known configs"
    )
