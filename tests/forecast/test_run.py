"""A forecast holds every rendezvous; a day is there whole or not at all; and what is there is not made twice."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest

from tidegate.dga import generate
from tidegate.forecast.run import run
from tidegate.names.days import Span
from tidegate.operation.model import Operation
from tidegate.operation.playbook import load

FIRST = date(2009, 3, 31)
TWO_DAYS = Span.of(FIRST, 2)


def rows(lake, day, *columns, **where):
    table = lake.table("forecast", "small", Span(day, day))
    for column, value in where.items():
        table = table.filter(table[column] == value)
    return lake.execute(table.order_by("family", "variant", "position").select(*columns)).to_pydict()


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
    assert rows(lake, date(2009, 4, 1), "name", variant="c")["name"] == generate("conficker", "2009-04-01", variant="c")


def test_fixed_list_is_forecast_like_a_generator(lake, watching, listed, a):
    assert run(lake, watching(listed, a), TWO_DAYS).names == {"butterfly/mariposa": 6, "conficker/a": 500}
    found = rows(lake, FIRST, "name", "suffix", "position", family="butterfly")
    assert found["name"] == ["x.no-ip.org", "binaryfeed.in", "a.example"]
    assert found["suffix"] == ["no-ip.org", "in", None]
    assert found["position"] == [0, 1, 2]


def test_day_before_any_model_begins_is_there_and_empty(lake, watching, c):
    assert run(lake, watching(c), Span(FIRST, FIRST)).names == {"conficker/c": 0}
    assert lake.has("forecast", "small", FIRST, "forecast")


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
    assert {lake.execute(lake.table("forecast", "small", Span(day, day)).count()).as_py() for day in left} == {50_500}
    summary = run(lake, operation, Span.of(date(2009, 4, 1), 20))
    assert summary.kept == len([day for day in left if day <= date(2009, 4, 20)])
    assert summary.names == {"conficker/a": 5_000, "conficker/b": 5_000, "conficker/c": 1_000_000}
