"""An index of `tidegate index`: names that a family which the operation does not watch has too, within a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import ibis
import pyarrow as pa

from tidegate.dns.collisions.hits import of_kind
from tidegate.dns.collisions.kinds import SHARED
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.identify.index import reader
from tidegate.identify.lookup import Lookup, Question
from tidegate.identify.match import Match
from tidegate.identify.models import models
from tidegate.names.days import ONE_DAY, Span

_MATCHES = pa.schema({"match": pa.string(), "begins": pa.date32(), "ends": pa.date32(), "words": pa.string()})


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    for folder in given:
        found = _shared(look, _matches(look, Path(folder)))
        yield Clues(of_kind(SHARED, found), scope=Path(folder).name)


def _matches(look: Look, folder: Path) -> pa.Table:
    """What other families' models make of the forecast's names around the forecast's days."""
    watched = {model.family for model in look.operation.playbook.models}
    others = [model for model in models() if model.family not in watched]
    days = look.lake.days("forecast", look.operation.name)
    lookup = Lookup(reader.load(folder), others, Question(Span(days[0] - ONE_DAY, days[-1] + ONE_DAY)))
    names = look.rendezvous.select("name").distinct()
    suspects = [lookup.suspects(batch["name"]) for batch in look.lake.batches(names)]
    found = lookup.exact(pa.concat_arrays(suspects).unique()) if suspects else {}
    rows = [_row(name, match) for name, matches in found.items() for match in matches]
    return pa.Table.from_pylist(rows, schema=_MATCHES)


def _row(name: str, match: Match) -> dict[str, object]:
    begins, ends = match.first or date.min + ONE_DAY, match.last or date.max - ONE_DAY
    when = f" on {begins}" if begins == ends else f" from {match.first} to {match.last}" if match.first else ""
    words = f"also {match.family}/{match.variant}{when}, by the index"
    return {"match": name, "begins": begins - ONE_DAY, "ends": ends + ONE_DAY, "words": words}


def _shared(look: Look, matches: pa.Table) -> pa.Table:
    mine, other = look.rendezvous.select("name", "day").distinct(), ibis.memtable(matches)
    both = mine.inner_join(other, [mine.name == other.match, mine.day >= other.begins, mine.day <= other.ends])
    found = both.group_by("name", "day").agg(evidence=both.words.group_concat("; ", order_by=both.words))
    return look.lake.execute(found)


SOURCE = Source("index", "an index of names, as `tidegate index` makes it", "DIR", _find)
