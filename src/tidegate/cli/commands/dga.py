"""`tidegate dga`: the models of domain generation algorithms, their names, and the proof that they are right."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from tidegate.cli.options import JsonOption
from tidegate.cli.output import facts, report
from tidegate.cli.progress import progress
from tidegate.errors import TidegateError
from tidegate.names.days import Span, parse_day
from tidegate.store.files import whole

if TYPE_CHECKING:
    from pyarrow import Table

    from tidegate.dga.check import Outcome
    from tidegate.dga.family import Family, Variant

PANEL = "Analysis"


class Format(StrEnum):
    """What `generate` can write."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


FamilyArgument = Annotated[str, typer.Argument(help="A family, by its name or an alias.")]


def register(app: typer.Typer) -> None:
    dga = typer.Typer(no_args_is_help=True, help="Model domain generation algorithms, and prove the models right.")
    dga.command("list")(list_families)
    dga.command("show")(show)
    dga.command("generate")(generate)
    dga.command("check")(check)
    app.add_typer(dga, name="dga", rich_help_panel=PANEL)


def list_families(json: JsonOption = False) -> None:
    """List the families that are modelled."""
    from tidegate.dga.catalogue import families

    columns = ["family", "aliases", "kind", "years", "variants", "scheme"]
    rows = [_summary(family) for family in families().values()]
    report(rows if json else [{key: row[key] for key in columns} for row in rows], as_json=json, columns=columns)


def show(family: FamilyArgument, json: JsonOption = False) -> None:
    """Show a family: its variants, their inputs, how its bots behave, and where that is known from."""
    from tidegate.dga.catalogue import find

    found = find(family)
    variants = [_variant(variant) for variant in found.variants]
    if json:
        facts({**_summary(found), "sources": list(found.sources), "variants": variants}, as_json=True)
        return
    facts(_summary(found) | {"sources": "; ".join(found.sources)}, as_json=False)
    typer.echo()
    report([{**row, "suffixes": len(row["suffixes"])} for row in variants], as_json=False)


def generate(
    family: FamilyArgument,
    variant: Annotated[str | None, typer.Option(help="Which variant; needed where there are several.")] = None,
    day: Annotated[
        date | None, typer.Option("--date", metavar="YYYY-MM-DD", parser=parse_day, help="The first UTC day.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, help="How many days, from --date on.")] = 1,
    config: Annotated[
        list[str] | None, typer.Option(metavar="K=V", help="An input beside the date; repeat it.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many names of each day.")] = None,
    format: Annotated[Format, typer.Option(help="How to write the names.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
    ] = None,
) -> None:
    """Generate a family's names, in the order in which its bots do."""
    from tidegate.dga import formats
    from tidegate.dga.catalogue import find
    from tidegate.dga.config import canonical, read_pairs
    from tidegate.dga.generation import blocks, day_of

    found = find(family)
    chosen = found.variant(variant)
    if day is None and days > 1:
        raise TidegateError(f"{days} days need a first one: give --date")
    span = Span.of(day_of(found, chosen, day), days)
    given = read_pairs(config or [])
    made = blocks(found.name, list(span), variant=chosen.name, config=given, limit=limit)
    rows = formats.rows(made, found.name, chosen.name, canonical(given), dated=day is not None)
    with _target(output, format) as stream, progress("days", len(span), hidden=output is None) as advance:
        formats.FORMATS[format](_told(rows, advance), stream)


def check(
    files: Annotated[list[Path], typer.Argument(help="JSON lines: family, variant, config, date, domains, truncated.")],
    json: JsonOption = False,
) -> None:
    """Hold the models against known answers; print each miss with the first index that differs.

    Every reading of a model is checked, the plain and the compiled one. Answers for a family or variant without a model
    are counted apart: they neither pass nor fail. Exit 1 on a miss, and when nothing could be checked at all.
    """
    tally = Tally()
    for outcome in (outcome for file in files for outcome in _outcomes(file)):
        tally.add(outcome)
        if outcome.flaw and outcome.modelled and not json:
            typer.echo(f"{outcome.answer.place}: {outcome.answer}: {outcome.flaw}")
    if json:
        facts(vars(tally), as_json=True)
    else:
        tally.tell()
    if tally.misses or not tally.passed:
        raise typer.Exit(1)


@dataclass
class Tally:
    """What became of the known answers so far."""

    passed: int = 0
    failed: int = 0
    misses: list[dict[str, str]] = field(default_factory=list)
    no_model: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: "Outcome") -> None:
        answer = outcome.answer
        if not outcome.modelled:
            key = f"{answer.family}/{answer.variant}"
            self.no_model[key] = self.no_model.get(key, 0) + 1
        elif outcome.flaw:
            self.failed += 1
            self.misses.append({"place": answer.place, "answer": str(answer), "flaw": outcome.flaw})
        else:
            self.passed += 1

    def tell(self) -> None:
        if self.no_model:
            names = ", ".join(f"{key} ({count})" for key, count in sorted(self.no_model.items()))
            typer.echo(f"no model: {names}")
        typer.echo(f"{self.passed} passed, {self.failed} failed")


def _outcomes(file: Path) -> Iterator["Outcome"]:
    from tidegate.dga.check import check, read

    try:
        with file.open(encoding="utf-8") as lines:
            yield from map(check, read(lines, str(file)))
    except OSError as error:
        raise TidegateError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TidegateError(f"{file}: is not UTF-8 text: {error.reason} at byte {error.start}") from None


def _told(tables: Iterator["Table"], advance: Callable[[int], None]) -> Iterator["Table"]:
    for table in tables:
        yield table
        advance(1)


@contextmanager
def _target(output: Path | None, format: Format) -> Iterator[BinaryIO]:
    if output is not None:
        with whole(output) as stream:
            yield stream
    elif format is Format.PARQUET and sys.stdout.isatty():
        raise TidegateError("Parquet is not for a terminal: name a file with -o")
    else:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


def _summary(family: "Family") -> dict[str, Any]:
    return {
        "family": family.name,
        "aliases": list(family.aliases),
        "kind": family.kind,
        "years": "-".join(str(year or "") for year in family.years),
        "variants": [variant.name for variant in family.variants],
        "scheme": str(family.scheme),
        "time_dependent": family.time_dependent,
        "deterministic": family.deterministic,
        "predictable": family.predictable,
        "confidence": family.confidence,
    }


def _variant(variant: "Variant") -> dict[str, Any]:
    behaviour = variant.behaviour
    return {
        "variant": variant.name,
        "names": variant.count,
        "valid_for": str(variant.period),
        "suffixes": list(variant.suffixes),
        "config": [f"{key}={parameter.default}" for key, parameter in variant.config.items()],
        "since": variant.since,
        "tries": behaviour.tries or variant.count,
        "rounds": behaviour.rounds,
        "clock": str(behaviour.clock),
        "starts": behaviour.starts,
        "compiled": variant.kernel is not None or variant.spell is not None,
    }
