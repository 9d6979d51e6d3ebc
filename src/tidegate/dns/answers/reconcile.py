"""What was asked set against what was answered, name by name. Expressions, for lists of millions of names.

Each name has one `kind`: what its registry said of it (an outcome, or `contradictory`), `unanswered` where it was asked
and not answered, `unasked` where it was answered and never asked. Beside that a name that is said to be done is
`disproved` where the newest probe, since it was said, sees it open.
"""

from dataclasses import dataclass, fields

import ibis
import pyarrow as pa

from tidegate.dns.answers.outcome import CONTRADICTORY
from tidegate.dns.probe.newest import newest
from tidegate.dns.probe.verdict import Verdict
from tidegate.names.days import Span
from tidegate.store.lake import Lake

UNANSWERED, UNASKED, DISPROVED = "unanswered", "unasked", "disproved"
_MOMENT = "timestamp(6)"
_OPEN = (Verdict.TAKEN.value, Verdict.UNREGISTERED.value)


@dataclass(frozen=True)
class Counts:
    """How many of the names that were asked for came to what; `unasked` were answered and never asked for."""

    asked: int = 0
    done: int = 0
    pending: int = 0
    taken: int = 0
    refused: int = 0
    failed: int = 0
    contradictory: int = 0
    unanswered: int = 0
    unasked: int = 0
    disproved: int = 0

    @property
    def left(self) -> int:
        """How many names are not done by their registry's own word."""
        return self.asked - self.done


_KINDS = tuple(field.name for field in fields(Counts) if field.name not in ("asked", DISPROVED))


def by_name(lines: pa.Table) -> ibis.Table:
    """What the readable `lines` of one file say of each name: name and word."""
    rows = ibis.memtable(lines.select(["name", "outcome"]))
    said = rows.filter(rows.name.notnull()).group_by("name").agg(first=rows.outcome.min(), last=rows.outcome.max())
    word = ibis.ifelse(said["first"] == said["last"], said["first"], CONTRADICTORY)
    return said.select("name", word=word)


def reconciled(asked: ibis.Table, words: ibis.Table, opened: ibis.Table) -> ibis.Table:
    """Each name of `asked` (name) and `words` (name, word, answered_at) with its kind, and whether it is disproved by
    `opened` (name, probed_at)."""
    wanted = asked.select("name").mutate(is_asked=True, word=ibis.null("string"), answered_at=ibis.null(_MOMENT))
    said = words.select("name", is_asked=ibis.literal(False), word=words.word, answered_at=words.answered_at)
    both = ibis.union(wanted, said.mutate(answered_at=said.answered_at.cast(_MOMENT)))
    each = both.group_by("name").agg(is_asked=both.is_asked.any(), word=both.word.max(), at=both.answered_at.max())
    seen = opened.rename(seen="name")
    rows = each.left_join(seen, each.name == seen.seen)
    kind = ibis.cases((~rows.is_asked, UNASKED), (rows.word.isnull(), UNANSWERED), else_=rows.word)
    since = (rows.probed_at >= rows.at).fill_null(False)
    return rows.select("name", kind=kind, disproved=(kind == "done") & since)


def opened(lake: Lake, operation: str, span: Span) -> ibis.Table:
    """The names of `span` that the newest probe of any of their days sees open: name, and when (UTC)."""
    rows = newest(lake.table("probes", operation, span))
    rows = rows.filter(rows.verdict.isin(_OPEN))
    return rows.group_by("name").agg(probed_at=rows.probed_at.max())


def count(lake: Lake, rows: ibis.Table) -> Counts:
    """The counts of what is `reconciled`."""
    numbers = lake.execute(rows.group_by("kind").agg(names=rows.count(), disproved=rows.disproved.sum())).to_pylist()
    found = {row["kind"]: row["names"] for row in numbers}
    asked = sum(number for kind, number in found.items() if kind != UNASKED)
    disproved = sum(row["disproved"] or 0 for row in numbers)
    return Counts(asked=asked, disproved=disproved, **{kind: found.get(kind, 0) for kind in _KINDS})


def examples(lake: Lake, rows: ibis.Table, kind: str, limit: int | None = None) -> list[str]:
    """The names of a kind (or `disproved`), in order, the first `limit`."""
    mine = rows.filter(rows.disproved if kind == DISPROVED else rows.kind == kind).order_by("name").select("name")
    return lake.execute(mine if limit is None else mine.limit(limit))["name"].to_pylist()  # type: ignore[no-any-return]
