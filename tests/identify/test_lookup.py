"""Every name of every model is found where it is, and nothing else ever is."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.dga.generation import variant_batches
from tidegate.identify.index import reader, writer
from tidegate.identify.lookup import Lookup, Question
from tidegate.names.days import Span

SPAN = Span(date(2020, 1, 1), date(2020, 3, 31))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def lookup(tmp_path, toys):
    def asked(*question, models=toys, **more):
        writer.build(tmp_path, toys, SPAN)
        return Lookup(reader.load(tmp_path), models, Question(*question, **more))

    return asked


def places(found):
    return {
        name: [(match.variant, match.first, match.last, match.position) for match in matches]
        for name, matches in found.items()
    }


def names(*texts):
    return pa.array(texts, pa.string())


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_name_is_found_at_exactly_its_place(ten_families, data):
    index, known = ten_families
    model = data.draw(st.sampled_from(known))
    day = data.draw(st.sampled_from(list(index.manifest.span)))
    (batch,) = variant_batches(model.variant, [day], model.values)
    made = batch.names.to_pylist()
    position = data.draw(st.integers(0, len(made) - 1))
    found = Lookup(index, known, Question(Span(day, day))).exact(names(made[position]))[made[position]]
    (match,) = [
        one for one in found if (one.family, one.variant, one.config) == (model.family, model.name, model.config)
    ]
    assert match.position == made.index(made[position])
    period = model.variant.period.span(day)
    assert (match.first or date.min, match.last or date.max) == (period.first, period.last)


@settings(deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=30).map(lambda word: f"{word}.com"), unique=True))
def test_other_names_are_never_found(ten_families, others):
    index, known = ten_families
    made = Lookup(index, known, Question()).exact(names(*others))
    for name, matches in made.items():  # a collision would be true
        for match in matches:
            (model,) = [one for one in known if (one.family, one.name, one.config) == tuple(vars(match).values())[:3]]
            (batch,) = variant_batches(model.variant, [match.first or date(2014, 11, 10)], model.values)
            assert batch.names[match.position].as_py() == name


def test_a_daily_name_has_its_day(lookup):
    found = lookup().exact(names("20200203-1-4.com", "20200203-2-4.com", "20200401-1-4.com"))
    assert places(found) == {"20200203-1-4.com": [("daily", date(2020, 2, 3), date(2020, 2, 3), 4)]}


def test_a_name_that_goes_on_for_days_is_one_match_from_its_first_day(lookup):
    day = date(2020, 2, 1)
    found = lookup().exact(names(f"slide{day.toordinal()}-1.net"))
    assert places(found)[f"slide{day.toordinal()}-1.net"] == [("sliding", day, day + timedelta(days=9), 1)]


def test_days_that_are_asked_for_bound_a_match(lookup):
    name = f"slide{date(2020, 2, 1).toordinal()}-0.net"
    span = Span(date(2020, 2, 4), date(2020, 2, 5))
    assert places(lookup(span).exact(names(name)))[name] == [("sliding", span.first, span.last, 6)]
    assert lookup(Span(date(2020, 2, 11), date(2020, 3, 1))).exact(names(name)) == {}


def test_the_index_begins_in_the_middle_of_a_window(lookup):
    name = f"slide{date(2019, 12, 28).toordinal()}-0.net"
    assert places(lookup().exact(names(name)))[name] == [("sliding", date(2020, 1, 1), date(2020, 1, 6), 8)]


def test_a_month_is_told_whole(lookup):
    found = lookup(Span(date(2020, 2, 10), date(2020, 2, 10))).exact(names("2020-02-2.org"))
    assert places(found) == {"2020-02-2.org": [("monthly", date(2020, 2, 1), date(2020, 2, 29), 2)]}


def test_a_name_of_all_days_has_none(lookup):
    assert places(lookup().exact(names("last1.com"))) == {"last1.com": [("always", None, None, 3)]}


def test_of_many_periods_the_nearest_are_told(lookup):
    found = lookup(near=date(2020, 2, 5), most=3).exact(names("monday.biz"))["monday.biz"]
    assert [match.first for match in found] == [date(2020, 1, 27), date(2020, 2, 3), date(2020, 2, 10)]


def test_only_models_that_are_asked_for_match(lookup, toys):
    assert lookup(models=toys[1:]).exact(names("20200203-1-4.com")) == {}


def test_suspects_are_told_once(lookup):
    asked = names("twice.com", "other.com", "twice.com", "first.com")
    assert sorted(lookup().suspects(asked).to_pylist()) == ["first.com", "twice.com"]


def test_a_name_of_several_models_is_told_with_all(lookup):
    found = lookup().exact(names("twice.com", "last2.com"))
    assert [match.config for match in found["twice.com"]] == ["seed=1", "seed=2"]
    assert [match.config for match in found["last2.com"]] == ["seed=2"]
