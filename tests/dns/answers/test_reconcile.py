"""What was asked against what was answered: nothing falls between them."""

from dataclasses import asdict
from datetime import datetime, timedelta

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dns.answers.reader import LINES
from tidegate.dns.answers.reconcile import Counts, by_name, count, examples, reconciled
from tidegate.store.lake import Lake

NOW = datetime(2009, 3, 25)
NAMES = [f"{letter}.com" for letter in "abcdef"]


def lines(*said):
    rows = [
        {"line": place, "name": name, "outcome": word, "note": "", "flaw": None}
        for place, (name, word) in enumerate(said, 1)
    ]
    return pa.Table.from_pylist(rows, schema=LINES)


def table(**columns):
    types = {"name": pa.string(), "probed_at": pa.timestamp("us")}
    return ibis.memtable(pa.table({key: pa.array(cells, types[key]) for key, cells in columns.items()}))


def against(asked, said, opened=()):
    words = by_name(lines(*said)).mutate(answered_at=ibis.literal(NOW).cast("timestamp(6)"))
    times = [at for _, at in opened]
    return reconciled(table(name=asked), words, table(name=[name for name, _ in opened], probed_at=times))


def test_every_name_comes_to_one_thing(tmp_path):
    lake = Lake(tmp_path)
    found = against(
        ["a.com", "b.com", "c.com", "d.com"],
        [
            *[("a.com", "done"), ("a.com", "done"), ("b.com", "refused")],
            *[("c.com", "done"), ("c.com", "refused"), ("z.com", "done")],
        ],
        [("a.com", NOW + timedelta(hours=1))],
    )
    assert count(lake, found) == Counts(
        asked=4, done=1, refused=1, contradictory=1, unanswered=1, unasked=1, disproved=1
    )
    assert count(lake, found).left == 3
    assert examples(lake, found, "contradictory") == ["c.com"]
    assert examples(lake, found, "disproved", 1) == ["a.com"]


def test_a_probe_from_before_the_answer_disproves_nothing(tmp_path):
    found = against(["a.com"], [("a.com", "done")], [("a.com", NOW - timedelta(hours=1))])
    assert count(Lake(tmp_path), found).disproved == 0


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.sampled_from(NAMES)),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["done", "refused", "pending"])), max_size=12),
)
def test_the_counts_are_those_of_a_plain_account(tmp_path_factory, asked, said):
    kinds = {name: {word for each, word in said if each == name} for name in [*asked, *(name for name, _ in said)]}
    expected = dict.fromkeys(asdict(Counts()), 0) | {"asked": len(asked)}
    for name, words in kinds.items():
        word = "unanswered" if not words else words.copy().pop() if len(words) == 1 else "contradictory"
        expected["unasked" if name not in asked else word] += 1
    assert asdict(count(Lake(tmp_path_factory.mktemp("lake")), against(sorted(asked), said))) == expected
