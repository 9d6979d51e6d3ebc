"""`tidegate identify`: whose domain is this?"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidegate.cli.options import DEFAULT_HOME, ColumnOption, FamilyOption, HomeOption, IndexOption, LogOption
from tidegate.cli.progress import percentage, progress
from tidegate.cli.reading import opened, tell
from tidegate.errors import TidegateError
from tidegate.names.days import Span, parse_day
from tidegate.names.domain import BadDomainError, normalise

if TYPE_CHECKING:
    from pyarrow import StringArray

    from tidegate.identify.formats import Found
    from tidegate.identify.lookup import Lookup, Question
    from tidegate.identify.match import Match
    from tidegate.identify.patterns import Patterns
    from tidegate.identify.readers import Tally

PANEL = "Analysis"


class Format(StrEnum):
    """How matches are written."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"


class PatternUse(StrEnum):
    """Which names are held against patterns."""

    REST = "rest"
    ALL = "all"
    NONE = "none"


def register(app: typer.Typer) -> None:
    app.command("identify", rich_help_panel=PANEL)(identify)


def identify(
    what: Annotated[
        str, typer.Argument(metavar="[FILE|-|NAME]", help="A log or list of names, `-` for standard input, or a name.")
    ] = "-",
    first: Annotated[
        date | None,
        typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="Only matches from this UTC day on."),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="Only matches up to this UTC day."),
    ] = None,
    family: FamilyOption = None,
    index: IndexOption = None,
    format: Annotated[Format, typer.Option(help="How to write the matches.")] = Format.TEXT,
    log: LogOption = None,
    column: ColumnOption = None,
    patterns: Annotated[
        PatternUse,
        typer.Option(
            help="Names to hold against patterns. rest: the unexplained, in a log only against telling patterns."
        ),
    ] = PatternUse.REST,
    most: Annotated[
        int, typer.Option(min=1, help="At most so many matches of a name by one model, unless --from.")
    ] = 10,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", metavar="YYYY-MM-DD", parser=parse_day, help="Around which UTC day to look, or else today."
        ),
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="Where no index is asked: so many days to either side.")] = 30,
    home: HomeOption = DEFAULT_HOME,  # type: ignore[assignment]
) -> None:
    """Say whose names these are: family, variant, config, days and position.

    A log is held against the index that `tidegate index build` makes; where there is none, against one of the days
    around --date that is made for it and gone afterwards. For one name that no index explains, every model that could
    make it makes its sets of these days. Which days were searched, and at the end the counts, go to stderr.
    """
    from tidegate.identify import readers
    from tidegate.identify.formats import FORMATS
    from tidegate.identify.lookup import Question
    from tidegate.identify.patterns import Patterns

    near = day or home.now().date()
    asked = Span(first or date.min, last or date.max) if first or last else None
    question = Question(asked, near, most)
    folder, families = index or home.path / "index", family or []
    is_log = what == "-" or Path(what).exists()
    looks = Patterns(families, broad=bool(families) or patterns is PatternUse.ALL or not is_log)
    around = Span(first or _moved(last or near, -days), last or _moved(first or near, days))
    indexed = _lookup(folder, families, question) if index or (folder / "index.json").exists() else None
    if indexed and is_log and not indexed.covers(around if asked else Span(near, near)):
        typer.echo(f"{folder}: covers {indexed.index.manifest.span} only", err=True)
    with ExitStack() as stack:
        if is_log:
            tally = readers.Tally()
            batches = readers.read(stack.enter_context(opened(what)), log, tally, column)
            lookup = indexed or stack.enter_context(_made_lookup(folder, families, question, around))
            found = _of_log(batches, tally, lookup, looks, patterns)
        else:
            found = _of_name(_name(what), families, indexed, around, looks, patterns)
        FORMATS[format](found, sys.stdout)


def _lookup(folder: Path, families: list[str], question: "Question") -> "Lookup":
    from tidegate.identify.index import reader
    from tidegate.identify.lookup import Lookup
    from tidegate.identify.models import models

    return Lookup(reader.load(folder), models(families), question)


@contextmanager
def _made_lookup(folder: Path, families: list[str], question: "Question", around: Span) -> "Iterator[Lookup]":
    from tidegate.identify.lookup import Lookup
    from tidegate.identify.models import models
    from tidegate.identify.passing import passing

    wanted = models(families)
    with ExitStack() as stack:
        with percentage("the names") as advance:
            made = stack.enter_context(passing(wanted, around, advance))
        typer.echo(
            f"{folder}: holds no index; held against {made.manifest.names:,} names of {len(wanted):,} models, {around}",
            err=True,
        )
        yield Lookup(made, wanted, question)


def _of_log(
    batches: "Iterator[StringArray]", tally: "Tally", lookup: "Lookup", patterns: "Patterns", use: PatternUse
) -> "Found":
    from tidegate.identify import stream

    matched = 0
    for found in stream.identify(batches, lookup, patterns, stream.PatternUse(use)):
        matched += 1
        yield found
    tell(tally, f"{matched:,} of them matched")


def _of_name(
    name: str, families: list[str], indexed: "Lookup | None", around: Span, patterns: "Patterns", use: PatternUse
) -> "Found":
    import pyarrow as pa

    found = indexed.exact(pa.array([name])).get(name, []) if indexed else []
    if not found and (indexed is None or not indexed.covers(around)):
        found = _searched(name, families, around)
    if use is PatternUse.ALL or (use is PatternUse.REST and not found):
        found = [*found, *patterns.of(name)]
    if found:
        yield name, found


def _searched(name: str, families: list[str], around: Span) -> "list[Match]":
    from tidegate.identify.models import models
    from tidegate.identify.search import search

    wanted = models(families)
    with progress("models", len(wanted)) as advance:
        found = search(name, wanted, around, advance)
    if not found:
        typer.echo(f"{name}: none of {len(wanted)} models makes it, {around}", err=True)
    return found


def _name(text: str) -> str:
    try:
        return normalise(text)
    except BadDomainError as error:
        raise TidegateError(f"{text}: is no file, and {error}") from None


def _moved(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
