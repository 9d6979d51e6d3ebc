"""A log of names: each that matches is told once, whatever is between, however often it comes."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.generation import variant_batches
from tidegate.identify import stream
from tidegate.identify.lookup import Lookup, Question
from tidegate.identify.match import Kind
from tidegate.identify.patterns import Patterns
from tidegate.identify.stream import PatternUse, identify

LOOKS, NEITHER = "googlf.com", "a-b_c.example"


@pytest.fixture(scope="module")
def known(ten_families):
    index, models = ten_families
    lookup = Lookup(index, models, Question())
    made = next(model for model in models if model.family == "dircrypt")
    (batch,) = variant_batches(made.variant, [index.manifest.span.first], made.values)
    return lookup, batch.names[0].as_py()


def kinds(known, names, use):
    lookup, _ = known
    told = identify([pa.array(names, pa.string())], lookup, Patterns(["charbot"]), use)
    return {name: {match.kind for match in matches} for name, matches in told}


def test_patterns_are_for_names_without_an_exact_match(known):
    _, exact = known
    names = [exact, LOOKS, NEITHER]
    assert kinds(known, names, PatternUse.NONE) == {exact: {Kind.EXACT}}
    assert kinds(known, names, PatternUse.REST) == {exact: {Kind.EXACT}, LOOKS: {Kind.PATTERN}}
    assert kinds(known, names, PatternUse.ALL)[LOOKS] == {Kind.PATTERN}


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_a_name_is_told_once_however_the_log_is_cut(known, data):
    lookup, exact = known
    names = data.draw(st.lists(st.sampled_from([exact, LOOKS, NEITHER]), max_size=12))
    cuts = data.draw(st.integers(1, 5))
    batches = [pa.array(names[first : first + cuts], pa.string()) for first in range(0, len(names), cuts)]
    told = [name for name, _ in identify(batches, lookup, Patterns(["conficker"]), PatternUse.NONE)]
    assert told == ([exact] if exact in names else [])


def test_a_long_log_is_told_in_parts(known, monkeypatch):
    lookup, exact = known
    monkeypatch.setattr(stream, "_AT_ONCE", 1)
    begun = []

    def batches():
        for number in range(3):
            begun.append(number)
            yield pa.array([exact])

    told = identify(batches(), lookup, Patterns(["conficker"]), PatternUse.NONE)
    assert next(told)[0] == exact
    assert begun == [0]
    assert list(told) == []


def test_no_names_are_no_matches(known):
    lookup, _ = known
    assert list(identify([pa.array([], pa.string())], lookup, Patterns(), PatternUse.REST)) == []
