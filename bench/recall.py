"""The share of real, labelled names that `identify` explains, and the ordinary names that it wrongly claims.

The labelled names are others' and not in this repository. `TIDEGATE_LABELLED` names a folder with files of them: CSV
with a column `domain` and, where it is known, `family` and `class` (`dga` or `legit`); a file whose name holds `legit`
is of ordinary names. `TIDEGATE_INDEX` names a folder for the index of 2008 to 2022, some gigabytes, which is kept.
`TIDEGATE_FAMILIES` names families with spaces between, where only they are to be looked at.
"""

import csv
import gzip
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.table import Table

from tidegate.errors import TidegateError
from tidegate.identify.index import reader, writer
from tidegate.identify.lookup import Lookup, Question
from tidegate.identify.match import Kind, Match
from tidegate.identify.models import Model, models
from tidegate.identify.patterns import Patterns
from tidegate.identify.stream import PatternUse, identify
from tidegate.names.days import Span

SPAN = Span(date(2008, 1, 1), date(2022, 12, 31))
COLLISIONS_SHOWN = 40


@dataclass
class Labelled:
    """Names of one source: by the label that it gives them, and the ordinary ones."""

    bad: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    good: set[str] = field(default_factory=set)

    def all(self) -> list[str]:
        return sorted(self.good.union(*self.bad.values()))


def main() -> None:
    place = os.environ.get("TIDEGATE_LABELLED")
    if not place:
        print("TIDEGATE_LABELLED names no folder of labelled names: nothing to do")
        return
    sources = {file.name: read(file) for file in sorted(Path(place).glob("*.csv*"))}
    with tempfile.TemporaryDirectory() as spare:
        wanted = os.environ.get("TIDEGATE_FAMILIES", "").split()
        held = models(wanted)
        lookup = Lookup(index(Path(os.environ.get("TIDEGATE_INDEX") or spare), held), held, Question())
        patterns = Patterns(wanted)
        for name, labelled in sources.items():
            asked = [pa.array(labelled.all(), pa.string())]
            tell(name, labelled, dict(identify(asked, lookup, patterns, PatternUse.REST)))


def index(folder: Path, held: Sequence[Model]) -> reader.Index:
    """The index there, made where there is none."""
    try:
        found = reader.load(folder)
        print(f"the index in {folder}: {found.manifest.span}")
    except TidegateError:
        made = writer.build(folder, held, SPAN)
        print(f"an index of {made.names:,} names, {SPAN}")
    return reader.load(folder)


def read(file: Path) -> Labelled:
    """The names in a file, lower case."""
    found = Labelled()
    with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            name = row["domain"].strip().lower()
            if row.get("class") == "legit" or "legit" in file.name:
                found.good.add(name)
            else:
                found.bad[row.get("family") or "not labelled"].add(name)
    return found


def tell(source: str, labelled: Labelled, matches: Mapping[str, list[Match]]) -> None:
    """A line for each label, and what is claimed of the ordinary names."""
    exact = {name: [match for match in found if match.kind is Kind.EXACT] for name, found in matches.items()}
    table = Table(title=source, title_justify="left", box=None, pad_edge=False)
    for column in ("label", "names", "exact", "", "pattern", "by"):
        table.add_column(column, justify="left" if column in ("label", "by") else "right")
    total = [0, 0, 0]
    for label, names in sorted(labelled.bad.items()):
        explained = [name for name in names if exact.get(name)]
        alike = sum(1 for name in names if name in matches and not exact[name])
        by = Counter(family for name in explained for family in {match.family for match in exact[name]})
        table.add_row(label, *counts(len(names), len(explained), alike), ", ".join(f for f, _ in by.most_common(3)))
        total = [one + more for one, more in zip(total, (len(names), len(explained), alike), strict=True)]
    if total[0]:
        table.add_row("all", *counts(*total), "")
        Console(width=120).print(table)
    if labelled.good:
        ordinary(source, labelled.good, matches, exact)


def counts(names: int, exact: int, alike: int) -> Iterator[str]:
    yield f"{names:,}"
    yield f"{exact:,}"
    yield f"{exact / names:.1%}"
    yield f"{alike:,}"


def ordinary(source: str, good: set[str], matches: Mapping[str, list[Match]], exact: Mapping[str, list[Match]]) -> None:
    """Ordinary names that a model really makes: true collisions; and those that look as if."""
    hit = sorted(name for name in good if exact.get(name))
    alike = Counter(
        f"{match.family}/{match.variant}"
        for name in good & matches.keys()
        for match in matches[name]
        if match.kind is Kind.PATTERN
    )
    print(f"{source}: {len(good):,} ordinary names; {len(hit)} are really made by a model (true collisions)")
    for name in hit[:COLLISIONS_SHOWN]:
        print(f"  {name}: {'; '.join(f'{one.family}/{one.variant} {one.first} {one.position}' for one in exact[name])}")
    print(f"  {sum(alike.values())} more look like names of: {', '.join(f'{k} {n}' for k, n in alike.most_common())}")
