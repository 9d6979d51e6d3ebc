"""Whose names are these? Building the index of all families, and looking names up in it, beside `grep` and DuckDB.

Processor time of one core is measured, not time by the clock, so that other work on the machine disturbs less. grep and
DuckDB get a million of the names, a hundredth of what our index holds.
"""

import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from tidegate.dga.generation import readings, variant_batches
from tidegate.identify import readers
from tidegate.identify.index import folder as folders
from tidegate.identify.index import reader, writer
from tidegate.identify.lookup import Lookup, Question
from tidegate.identify.models import Model, models
from tidegate.identify.patterns import Patterns
from tidegate.identify.stream import PatternUse, identify
from tidegate.names.days import Span

NAMES = 100_000_000
"""Names in the index: all families from FIRST on, over as many days as it takes."""
OTHERS_NAMES = 1_000_000
LINES = 2_000_000
FIRST = date(2014, 1, 1)
BATCH, ROUNDS = 1 << 16, 5
WORDS = "shop news cloud mail web photo blog play data home sport travel bank school music city green art".split()  # noqa: SIM905


def main() -> None:
    known = models()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        span = _span(known)
        index = _built(folder / "index", known, span)
        hits = _hits(known, span)
        _looked_up(Lookup(index, known, Question()), known, span, hits, folder)


def _span(known: list[Model]) -> Span:
    """As many days as give NAMES."""
    days = 1
    while (
        sum(model.variant.count * sum(1 for _ in model.variant.periods(Span.of(FIRST, days))) for model in known)
        < NAMES
    ):
        days = days + 1 + days // 8
    return Span.of(FIRST, days)


def _built(folder: Path, known: list[Model], span: Span) -> reader.Index:
    _compile(known)
    begin, busy = time.perf_counter(), time.process_time()
    made = writer.build(folder, known, span)
    elapsed, busy = time.perf_counter() - begin, time.process_time() - busy
    index, size = reader.load(folder), folders.size(folder, made)
    print(f"{made.names:,} names of {len(known)} models, {span}")
    print(f"{index.entries:,} entries, {size / index.entries:.2f} bytes on disk for each (aim 10)")
    print(f"built in {elapsed:.0f} s: {made.names / busy:,.0f} names/s a core (aim 1,000,000)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return index


def _compile(known: list[Model]) -> None:
    """Have every generator compiled, so that the build is not measured with it."""
    for model in known:
        compiled = readings(model.variant).get("compiled")
        if compiled:
            list(compiled([FIRST], model.values, None))


def _hits(known: list[Model], span: Span) -> list[str]:
    """Names of a day, of every model a few."""
    draw = random.Random(1)
    sets = (batch.names for model in known for batch in variant_batches(model.variant, [span.last], model.values))
    return [name.as_py() for names in sets if len(names) for name in draw.choices(names, k=5)]


def _looked_up(lookup: Lookup, known: list[Model], span: Span, hits: list[str], folder: Path) -> None:
    log, theirs = _log(hits), _theirs(hits, known, span)
    text, patterns = folder / "log", folder / "names"
    text.write_text("".join(f"{name}\n" for name in log.to_pylist()))
    patterns.write_text("".join(f"{name}\n" for name in theirs.to_pylist()))
    batches = [log.slice(first, BATCH) for first in range(0, len(log), BATCH)]
    contestants: dict[str, Callable[[], object]] = {
        "ours, Arrow batches: which to look at": lambda: [lookup.suspects(batch) for batch in batches],
        "ours, Arrow batches: whose they are": lambda: list(
            identify(batches, lookup, Patterns(["conficker"]), PatternUse.NONE)
        ),
        "ours, from text": lambda: list(_from_text(text, lookup)),
        f"grep -F -x -f, {len(theirs):,} names": lambda: subprocess.run(
            ["grep", "-c", "-F", "-x", "-f", patterns, text], check=True, capture_output=True, env={"LC_ALL": "C"}
        ),
        f"DuckDB, hash join, {len(theirs):,} names": lambda: _joined(log, theirs),
    }
    table = Table(box=None, pad_edge=False, title_justify="left")
    table.title = (
        f"{len(log):,} names, one in a hundred of a botnet; one core, median of {ROUNDS} rounds (slowest to quickest)"
    )
    for column in ("", "names/s", ""):
        table.add_column(column, justify="right" if column else "left")
    for who, run in contestants.items():
        rates = sorted(len(log) / seconds for seconds in _seconds(run))
        table.add_row(who, f"{statistics.median(rates):,.0f}", f"({rates[0]:,.0f} to {rates[-1]:,.0f})")
    Console(width=140).print(table)


def _seconds(run: Callable[[], object]) -> Iterator[float]:
    run()
    for _ in range(ROUNDS):
        begin = _busy()
        run()
        yield _busy() - begin


def _busy() -> float:
    """Seconds of processor time of this process, and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _log(hits: list[str]) -> pa.StringArray:
    """Names as a resolver sees them, most of them ordinary."""
    draw = random.Random(2)
    ordinary = (
        f"{draw.choice(WORDS)}{draw.choice(WORDS)}{draw.randrange(10**5)}.{draw.choice(('com', 'net', 'org', 'co.uk'))}"
        for _ in range(LINES)
    )
    return pa.array(draw.choice(hits) if number % 100 == 0 else name for number, name in enumerate(ordinary))


def _theirs(hits: list[str], known: list[Model], span: Span) -> pa.StringArray:
    """Distinct names of the index, those that will be found among them, as many as the others are given."""
    parts, count = [pa.array(hits)], 0
    for model in known:
        for batch in variant_batches(model.variant, list(model.variant.period.firsts(span))[:20], model.values):
            parts.append(batch.names)
            count += len(batch.names)
        if count > 2 * OTHERS_NAMES:
            break
    return pa.concat_arrays(parts).unique().slice(0, OTHERS_NAMES)


def _from_text(text: Path, lookup: Lookup) -> Iterator[object]:
    with text.open("rb") as stream:
        yield from identify(readers.read(stream, "plain"), lookup, Patterns(["conficker"]), PatternUse.NONE)


def _joined(log: pa.StringArray, theirs: pa.StringArray) -> int:
    with duckdb.connect(config={"threads": 1}) as engine:
        engine.register("log", pa.table({"name": log}))
        engine.register("known", pa.table({"name": theirs}))
        return int(engine.sql("SELECT count(*) FROM log JOIN known USING (name)").fetchall()[0][0])
