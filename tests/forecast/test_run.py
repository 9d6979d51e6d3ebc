"""A forecast holds every rendezvous; a day is there whole or not at all; and what is there is not made twice."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tidegate.dga import Behaviour, generate
from tidegate.dga.generation import variant_blocks
from tidegate.forecast import sources
from tidegate.forecast.run import run
from tidegate.names.days import Span
from tidegate.operation.model import Model, Operation
from tidegate.operation.playbook import load

FIRST = date(2009, 3, 31)
TWO_DAYS = Span.of(FIRST, 2)


def rows(lake, day, *columns, **where):
    table = lake.table("forecast", "small", Span(day, day))
    for column, value in where.items():
        table = table.filter(table[column] == value)
    return lake.execute(table.order_by("family", "variant", "position").select(*columns)).to_pydict()


def places(lake, day):
    """How many places the day's lists have."""
    return lake.execute(lake.table("forecast", "small", Span(day, day)).times.fill_null(1).sum()).as_py()


def test_every_name_stands_in_the_lake_in_generation_order(lake, watching, a):
    run(lake, watching(a), TWO_DAYS)
    found = rows(lake, FIRST, "name", "position", "suffix", "config")
    assert found["name"] == generate("conficker", FIRST, variant="a")
    assert found["position"] == list(range(250))
    assert found["suffix"] == [name.partition(".")[2] for name in found["name"]]
    assert set(found["config"]) == {""}


def test_model_is_forecast_from_the_day_its_bots_begin(lake, watching, a, c):
    summary = run(lake, watching(a, c), TWO_DAYS)
    assert summary.names == {"conficker/a": 500, "conficker/c": 50_000}
    assert rows(lake, FIRST, "name", variant="c")["name"] == []


def test_name_that_a_list_repeats_stands_there_once_with_its_first_place_and_how_often_it_comes(lake, watching, c):
    summary = run(lake, watching(c), TWO_DAYS)
    made = generate("conficker", "2009-04-01", variant="c")
    found = rows(lake, date(2009, 4, 1), "name", "position", "times", variant="c")
    assert found["name"] == list(dict.fromkeys(made))
    assert found["position"] == sorted({name: place for place, name in reversed(list(enumerate(made)))}.values())
    repeated = {name: often for name, often in zip(found["name"], found["times"], strict=True) if often is not None}
    assert repeated == {name: often for name, often in Counter(made).items() if often > 1}
    assert (summary.names, summary.distinct) == ({"conficker/c": 50_000}, {"conficker/c": 49_998})


def test_fixed_list_is_forecast_like_a_generator(lake, watching, listed, a):
    assert run(lake, watching(listed, a), TWO_DAYS).names == {"butterfly/mariposa": 6, "conficker/a": 500}
    found = rows(lake, FIRST, "name", "suffix", "position", family="butterfly")
    assert found["name"] == ["x.no-ip.org", "binaryfeed.in", "a.example"]
    assert found["suffix"] == ["no-ip.org", "in", None]
    assert found["position"] == [0, 1, 2]


def test_day_before_any_model_begins_is_there_and_empty(lake, watching, c):
    assert run(lake, watching(c), Span(FIRST, FIRST)).names == {"conficker/c": 0}
    assert lake.has("forecast", "small", FIRST, "forecast")


def test_set_that_is_valid_for_days_is_made_once_and_stands_on_each_of_them(lake, watching, necurs, monkeypatch):
    made = Counter()

    def counting(variant, days, config):
        made.update(days)
        return variant_blocks(variant, days, config)

    monkeypatch.setattr(sources, "variant_blocks", counting)
    span = Span(date(2020, 3, 2), date(2020, 4, 1))
    summary = run(lake, watching(necurs), span, workers=3)
    assert [day.day for day in made] == [2, 4, 8, 12, 16, 20, 24, 28, 1]
    assert set(made.values()) == {1}
    for day in span:
        assert rows(lake, day, "name")["name"] == generate("necurs", day, config={"magic": 5})
    assert summary.names == {"necurs/default:magic=5": 31 * 2048}
    assert summary.distinct == {"necurs/default:magic=5": 9 * 2048}


def test_name_that_two_models_make_is_kept_with_both(lake, watching, a):
    (name,) = generate("conficker", FIRST, variant="a", limit=1)
    listed = Model("butterfly", "mariposa", "", Behaviour(), hosts=("x.org", name))
    run(lake, watching(a, listed), Span(FIRST, FIRST))
    assert rows(lake, FIRST, "family", "position", name=name) == {
        "family": ["butterfly", "conficker"],
        "position": [1, 0],
    }


def test_ending_of_a_generator_may_lie_under_the_suffix_that_somebody_runs(lake, watching):
    qadars = Model("qadars", "default", "seed=89F5,tlds=com,example.org,x.no-ip.org", Behaviour())
    run(lake, watching(qadars), Span(FIRST, FIRST))
    found = rows(lake, FIRST, "name", "suffix")
    assert {name.partition(".")[2]: suffix for name, suffix in zip(*found.values(), strict=True)} == {
        "com": "com",
        "example.org": "org",
        "x.no-ip.org": "no-ip.org",
    }


def test_finished_days_are_kept(lake, watching, a):
    assert run(lake, watching(a), TWO_DAYS).written == 2
    again = run(lake, watching(a), Span.of(FIRST, 3))
    assert (again.written, again.kept) == (1, 2)
    assert again.names == {"conficker/a": 750}


def test_days_are_made_anew_when_the_models_changed(lake, watching, a, c):
    other_variant, later_start = replace(a, variant="b"), replace(a, behaviour=c.behaviour)
    one_list, other_list = replace(a, hosts=("one.org",)), replace(a, hosts=("two.org",))
    for models in [(a,), (a, c), (other_variant,), (later_start,), (one_list,), (other_list,)]:
        assert run(lake, watching(*models), TWO_DAYS).written == 2


def test_what_does_not_change_a_name_keeps_the_days(lake, watching, a):
    run(lake, watching(a), TWO_DAYS)
    assert run(lake, watching(replace(a, population=7)), TWO_DAYS).written == 0


def test_days_are_the_same_whoever_makes_them(lake, watching, a, c):
    run(lake, watching(a, c), Span.of(FIRST, 7), workers=1)
    alone = {day: rows(lake, day, "name") for day in Span.of(FIRST, 7)}
    lake.drop("forecast", "small", Span.of(FIRST, 7))
    run(lake, watching(a, c), Span.of(FIRST, 7), workers=3)
    assert {day: rows(lake, day, "name") for day in Span.of(FIRST, 7)} == alone


def test_progress_hears_of_every_day_once(lake, watching, a):
    heard = []
    run(lake, watching(a), Span.of(FIRST, 40), progress=heard.append)
    assert sum(heard) == 40
    heard.clear()
    run(lake, watching(a), Span.of(FIRST, 40), progress=heard.append)
    assert sum(heard) == 40


def test_failure_of_one_day_ends_the_forecast_and_leaves_whole_days(lake, watching, a, monkeypatch):
    write = lake.write

    def failing(table, operation, day, *rest, **more):
        if day == date(2009, 4, 2):
            raise OSError(28, "No space left on device")
        return write(table, operation, day, *rest, **more)

    monkeypatch.setattr(lake, "write", failing)
    with pytest.raises(OSError, match="No space left"):
        run(lake, watching(a), Span.of(FIRST, 60), workers=1)
    left = lake.days("forecast", "small")
    assert left[:2] == [FIRST, date(2009, 4, 1)]
    assert date(2009, 4, 2) not in left
    monkeypatch.undo()
    assert run(lake, watching(a), Span.of(FIRST, 60)).kept == len(left)


FORECAST = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from tidegate.forecast.run import run
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.operation.playbook import load
from tidegate.store.lake import Lake
run(Lake(Path(sys.argv[1])), Operation("small", load("conficker")[0], date(2009, 4, 1)), Span.of(date(2009, 4, 1), 80))
"""


def test_killed_forecast_leaves_no_half_day_and_simply_runs_again(lake):
    program = subprocess.Popen([sys.executable, "-c", FORECAST, str(lake.root)])
    while len(lake.days("forecast", "small")) < 5 and program.poll() is None:
        time.sleep(0.005)
    program.kill()
    assert program.wait() == -9
    left = lake.days("forecast", "small")
    operation = Operation("small", load("conficker")[0], date(2009, 4, 1))
    assert 5 <= len(left) < 80
    assert {places(lake, day) for day in left} == {50_500}
    summary = run(lake, operation, Span.of(date(2009, 4, 1), 20))
    assert summary.kept == len([day for day in left if day <= date(2009, 4, 20)])
    assert summary.names == {"conficker/a": 5_000, "conficker/b": 5_000, "conficker/c": 1_000_000}
