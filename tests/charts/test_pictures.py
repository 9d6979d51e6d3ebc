"""Every picture: the data's labels are in it, nothing is an exception, and vl-convert can draw it."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from tidegate import charts
from tidegate.charts import render

FIRST = date(2009, 3, 28)
DAYS = [FIRST + timedelta(number) for number in range(10)]
HOURS = [datetime(2009, 4, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(30)]


def live():
    return [
        {"at": day, "model": model, "addresses": size, "low": size // 2, "high": size}
        for day in DAYS
        for model, size in (("conficker/a", 4000), ("conficker/b", 9000), ("all", 13000))
    ]


def covered():
    return [
        {"day": day, "suffix": suffix, "registry": registry, "names": 400, "exempt": 1, "claimed": claimed}
        | {"verified": claimed // 2, "gaps": 399 - claimed}
        for day in DAYS
        for suffix, registry, claimed in (("ws", "gdi", 399), ("com.mx", "nic-mx", 0), ("com", "verisign", 398))
    ]


PICTURES = {
    "population": lambda: charts.population(live()),
    "population-hourly": lambda: charts.population(
        [{"at": at, "model": "conficker/c", "addresses": 7} for at in HOURS]
    ),
    "footprint": lambda: charts.footprint([{**row, "since": FIRST} for row in live()]),
    "coverage": lambda: charts.coverage(covered()),
    "exposure": lambda: charts.exposure(
        [{"day": day, "model": "conficker/c", "exposure": 0.0123} for day in DAYS], threshold=0.01
    ),
    "orders": lambda: charts.orders([{"state": "sent", "names": 12}, {"state": "acted", "names": ["a.ws", "b.ws"]}]),
    "sightings": lambda: charts.sightings(
        [{"at": at, "kind": kind, "sightings": 40} for at in HOURS for kind in ("bots", "noise")]
    ),
    "time-to-act": lambda: charts.time_to_act(
        [{"registry": "gdi", "days": 0.5, "done": True}, {"registry": "nic-mx", "days": 9.25, "done": False}]
    ),
    "places": lambda: charts.places([{"place": "AS64500 Example", "addresses": 1234, "share": 0.25}], "network"),
}
LABELS = {
    "population": ["Live population", "UTC day", "conficker/a", "4,000", "all", "13,000", "28 Mar 2009"],
    "population-hourly": ["UTC hour", "conficker/c", "1 Apr 2009", "12:00"],
    "footprint": ["Footprint", "since 2009-03-28", "13,000"],
    "coverage": ["Coverage calendar", "UTC day", "ws", "com.mx", "3,990 of 3,990 open", "0 of 3,990", "≤10 %", "all"],
    "exposure": ["Exposure", "UTC day", "conficker/c", "1.23 %", "alert above 1 %", "100 %"],
    "orders": ["drafted", "none", "1 order, 12 names", "1 order, 2 names", "refused"],
    "sightings": ["UTC hour", "bots 1,200", "noise 1,200"],
    "time-to-act": ["nic-mx", "9.2 days, open", "gdi", "12.0 hours"],
    "places": ["Population per network", "AS64500 Example", "1,234 (25.0 %)"],
}
EMPTY = {
    "population": charts.population,
    "footprint": charts.footprint,
    "coverage": charts.coverage,
    "exposure": charts.exposure,
    "orders": charts.orders,
    "sightings": charts.sightings,
    "time-to-act": charts.time_to_act,
    "places": charts.places,
}


def words(svg):
    """The texts of an SVG."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_drawing_holds_the_labels_of_its_data(name, dark, capfd):
    svg = render.svg(PICTURES[name](), dark=dark)
    assert capfd.readouterr().out == ""  # vl-convert prints what Vega could not do, and draws the rest
    found = " | ".join(" ".join(text.split()) for text in words(svg))
    for label in LABELS[name]:
        assert label in found


@pytest.mark.parametrize("name", EMPTY)
def test_no_rows_make_a_chart_that_says_so(name):
    svg = render.svg(EMPTY[name]([]))
    assert "no data" in words(svg)


@pytest.mark.parametrize("name", PICTURES)
def test_the_specification_stands_alone(name):
    spec = json.loads(json.dumps(render.spec(PICTURES[name]())))
    assert "vega-lite/v6" in spec["$schema"]
    assert '"url"' not in json.dumps(spec)
    assert spec["title"]["text"] in spec["description"]


def test_figures_are_told_to_a_screen_reader():
    assert 'role="img" aria-label="Coverage calendar by suffix, worst first, ' in render.svg(PICTURES["coverage"]())
    assert "com.mx 3,990 of 3,990 open" in render.svg(PICTURES["coverage"]())


def test_days_stay_days_whatever_the_zone_of_the_reader():
    script = f"""
import runpy
pictures = runpy.run_path({__file__!r})
for name in ("population", "population-hourly", "coverage", "exposure", "sightings"):
    print(pictures["render"].svg(pictures["PICTURES"][name]()))
"""
    east, west = (
        subprocess.check_output([sys.executable, "-c", script], env={**os.environ, "TZ": zone}, text=True)
        for zone in ("Pacific/Auckland", "America/Los_Angeles")
    )
    assert east == west


def test_a_name_from_outside_stays_text():
    bad = '<script>alert("x")</script>'
    svg = render.svg(charts.places([{"place": bad, "addresses": 1, "share": 1.0}], "network"))
    assert "<script" not in svg
    assert 'aria-label="' in svg


def test_the_worst_line_is_on_top_and_the_rest_is_summed():
    rows = [
        {"day": FIRST, "suffix": f"s{n:03}", "registry": "r", "names": 10, "exempt": 0, "claimed": 0, "gaps": n % 10}
        for n in range(100)
    ]
    texts = words(render.svg(charts.coverage(rows, top=20)))
    assert "80 others" in texts
    assert texts.index("s009") < texts.index("s019") < texts.index("80 others")
    assert "280 of 800" in texts


def test_coverage_can_be_drawn_by_registry_and_by_claim_or_proof():
    assert "verisign" in words(render.svg(charts.coverage(covered(), by="registry")))
    assert "10 of 3,990" in words(render.svg(charts.coverage(covered(), measure="claimed")))
    assert "2,000 of 3,990" in words(render.svg(charts.coverage(covered(), measure="verified")))


def test_a_single_day_is_a_picture_too():
    assert "13,000" in " ".join(words(render.svg(charts.population(live()[:3]))))


def test_a_picture_is_a_png_with_its_size():
    png = render.png(PICTURES["orders"](), scale=2)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) > 1200  # pixels across


def test_many_hours_are_summed_up_per_day_and_few_are_not():
    hours = [datetime(2009, 3, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(24 * 30)]
    rows = [{"at": at, "kind": "bots", "sightings": 2} for at in hours]
    many = words(render.svg(charts.sightings(rows)))
    assert "check-ins and DNS questions per UTC day" in many
    assert "bots 1,440" in many
    assert "check-ins and DNS questions per UTC hour" in words(render.svg(charts.sightings(rows[:100])))


def test_a_long_curve_stays_a_small_drawing():
    hours = [datetime(2009, 3, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(24 * 61)]
    rows = [{"at": at, "model": model, "addresses": 9} for at in hours for model in ("conficker/b", "all")]
    assert len(render.svg(charts.population(rows))) < 100_000
