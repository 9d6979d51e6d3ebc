"""Other operations: names that another botnet has too, within a day, so that one group's gate would shut on another's.

What is found says so in this operation's papers, so the other may carry no stricter label than this one.
"""

from collections.abc import Iterator, Sequence

import ibis
import pyarrow as pa

from tidegate.dns.collisions.hits import of_kind
from tidegate.dns.collisions.kinds import SHARED
from tidegate.dns.collisions.sources.source import Clues, Look, Source
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation.model import Operation
from tidegate.policy import strictest


def of_both(this: Operation, other: Operation) -> None:
    """NotAllowedError where what `other` knows may not stand in the papers of `this`."""
    if strictest([this.label, other.label]) != this.label:
        raise NotAllowedError(
            f"{other.name} carries a stricter label than {this.name}: {this.name} may not speak of it"
        )


def _find(look: Look, given: Sequence[str]) -> Iterator[Clues]:
    for other in given:
        yield Clues(of_kind(SHARED, _shared(look, other)), scope=other)


def _shared(look: Look, other: str) -> pa.Table:
    if other == look.operation.name:
        raise TidegateError(f"{other} cannot be compared with itself; give another operation")
    if not look.lake.days("forecast", other):
        raise TidegateError(f"there is no forecast of {other} to compare with")
    mine = look.rendezvous.select("name", "day").distinct()
    theirs = look.lake.table("forecast", other).select("name", "day", "family", "variant").distinct()
    theirs = theirs.rename(theirs="day")
    both = mine.inner_join(theirs, "name")
    both = both.filter(both.day.delta(both.theirs, unit="day").abs() <= 1)
    words = both.family + ibis.literal("/") + both.variant + f" of {other} on " + both.theirs.cast("string")
    told = both.mutate(words=ibis.literal("also ") + words)
    found = told.group_by("name", "day").agg(evidence=told.words.group_concat("; ", order_by=told.words))
    return look.lake.execute(found)


SOURCE = Source("operation", "another operation of this home, by its name", "OPERATION", _find)
