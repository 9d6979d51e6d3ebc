"""Observed names lead to the config that makes them and to the clocks of the bots."""

from contextlib import suppress
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.catalogue import find
from tidegate.dga.generation import generate
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.identify.candidates import candidates
from tidegate.identify.observations import Observations, read
from tidegate.identify.observe import best_first, explain

DAY = date(2020, 5, 20)


def seen(*pairs):
    """Observations: a name, and how many days after DAY it was seen."""
    names = pa.array([name for name, _ in pairs]).dictionary_encode()
    days = np.array([DAY + timedelta(days=later) for _, later in pairs], "datetime64[D]").astype(np.int64)
    return Observations(names.dictionary, names.indices.to_numpy().astype(np.int64), days)


def facts(found):
    return found.offset, found.explained, found.on_time, found.anyhow, found.observations


def daily_name(later=0, number=0):
    return f"{DAY + timedelta(days=later):%Y%m%d}-1-{number}.com"


def test_right_clocks_explain_at_offset_0(toys):
    shown = seen((daily_name(), 0), (daily_name(3, 2), 3), ("other.com", 0))
    assert facts(explain(toys[0], shown, 7)) == (0, 2, 2, 2, 3)


def test_a_clock_that_is_ahead_has_a_positive_offset(toys):
    shown = seen((daily_name(5), 0), (daily_name(9), 4), (daily_name(1), 1))
    assert facts(explain(toys[0], shown, 7)) == (5, 2, 1, 3, 3)


def test_a_clock_beyond_the_window_explains_nothing(toys):
    assert facts(explain(toys[0], seen((daily_name(-8), 0)), 7)) == (0, 0, 0, 0, 1)


def test_repeated_observations_count_each_time(toys):
    assert facts(explain(toys[0], seen((daily_name(), 0), (daily_name(), 0), (daily_name(), 1)), 2)) == (0, 2, 2, 3, 3)


def test_a_long_period_explains_many_offsets_and_the_right_clock_is_told(toys):
    assert facts(explain(toys[2], seen((f"{DAY:%Y-%m}-1.org", 0)), 7)) == (0, 1, 1, 1, 1)


def test_names_of_all_days_are_on_time(toys):
    assert facts(explain(toys[4], seen(("twice.com", 0), ("twice.com", 400)), 7)) == (0, 2, 2, 2, 2)


@pytest.mark.parametrize("wrong", [0, 4])
def test_a_familys_variant_and_clock_come_first(wrong):
    family = find("conficker")
    names = generate("conficker", DAY + timedelta(days=wrong), variant="b", limit=40)
    models = [model for model in candidates(family, {}) if model.name != "c"]
    best = best_first([explain(model, seen(*((name, 0) for name in names)), 5) for model in models])[0]
    assert (best.model.name, best.offset, best.share) == ("b", wrong, 1)


def test_a_new_seed_is_found_among_candidates():
    family = find("dircrypt")
    names = generate("dircrypt", config={"seed": "4711"}, limit=10)
    models = candidates(family, {"seed": "4700..4720"})
    best = best_first([explain(model, seen(*((name, 0) for name in names)), 0) for model in models])[0]
    assert (len(models), best.model.config, best.share) == (21, "seed=4711", 1)


def test_candidates_may_be_listed():
    models = candidates(find("dircrypt"), {"seed": "1|0x10"})
    assert [(model.config, model.values["seed"]) for model in models] == [("seed=1", 1), ("seed=0x10", 16)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9..1", "config seed=9..1: is no range"),
        ("1..99999999", "is no range of at most 1,000,000 whole numbers"),
        ("x", "config seed=x: "),
    ],
)
def test_a_range_that_cannot_be_is_named(text, message):
    with pytest.raises(TidegateError, match=message):
        candidates(find("dircrypt"), {"seed": text})


def test_an_input_that_no_variant_has_is_named():
    with pytest.raises(UnknownNameError, match="unknown config key of dircrypt 'key'; known: seed"):
        candidates(find("dircrypt"), {"key": "1..2"})


def test_times_are_brought_to_utc_days():
    text = [
        "time,name",
        "2020-05-20T23:30:00-02:00,Some.Example.",
        "2020-05-20,some.example",
        "2020-05-20T23:59Z,b.example",
    ]
    found = read(text, "seen.csv")
    assert found.names.to_pylist() == ["some.example", "b.example"]
    assert found.rows.tolist() == [0, 0, 1]
    assert (np.diff(found.days).tolist(), found.span.last) == ([-1, 0], date(2020, 5, 21))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "seen.csv:1: the column 'name' is missing"),
        (["name,day", "a.example,2020-05-20"], "seen.csv:1: the column 'time' is missing"),
        (["name,time"], "seen.csv: holds no observation"),
        (["name,time", "a.example,2020-05-20", "b.example,yesterday"], "seen.csv:3: .*'yesterday'"),
        (["name,time", "-a-.example,2020-05-20"], "seen.csv:2: '-a-.example' is not a domain name"),
        (["name,time", "a.example"], "seen.csv:2: "),
    ],
)
def test_what_is_no_observation_is_named(lines, message):
    with pytest.raises(TidegateError, match=message):
        read(lines, "seen.csv")


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_is_read_or_refused(lines):
    text = ["name,time", "a.example,2020-05-20", *lines]
    with suppress(TidegateError):
        assert len(read(text, "seen.csv")) > 0
