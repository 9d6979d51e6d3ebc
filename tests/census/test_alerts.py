"""What the census raises, once each."""

from datetime import date

import pytest

from tidegate.census.alerts import BAND, FORM, MOST_FORMS, new_forms, raise_alerts
from tidegate.census.shapes import Shape
from tidegate.operation.alerts import rows
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.store import Home


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


@pytest.fixture
def conficker(home):
    text, file = load("conficker")[1], "conficker.toml"
    return open_operation(home.records, "conficker", text, file, date(2009, 3, 1), "local")


def test_a_population_that_halves_is_an_alert_when_the_day_is_over(home, conficker, fill, sighting):
    counts = [40, 40, 40, 40, 15]
    fill(
        home.lake,
        [sighting(f"2009-04-0{d} 01:00", f"198.51.100.{n}") for d, c in enumerate(counts, 1) for n in range(c)],
    )
    assert raise_alerts(home, conficker, "local") == []  # the fifth may still be going on
    fill(home.lake, [sighting("2009-04-06 01:00")])
    (alert,) = raise_alerts(home, conficker, "local") and rows(home.records, "conficker")
    assert (alert.rule, alert.day, alert.subject) == (BAND, date(2009, 4, 5), "conficker/b")
    assert "fell by 62%, to 15 addresses" in alert.text
    assert "median of the 4 days before 40" in alert.evidence


def test_a_form_never_seen_is_an_alert_with_an_example(home, conficker, fill, sighting, noise):
    fill(home.lake, [sighting("2009-04-01 01:00"), noise("2009-04-01 01:00", request="POST /knock/17 HTTP/1.1")])
    (alert,) = raise_alerts(home, conficker, "local") and rows(home.records, "conficker")
    assert (alert.rule, alert.subject) == (FORM, "POST /knock/0")
    assert "'POST /knock/17 HTTP/1.1'" in alert.evidence


def test_raising_again_adds_nothing_and_neither_does_a_later_day_of_the_same_form(home, conficker, fill, noise):
    fill(home.lake, [noise("2009-04-01 01:00")])
    assert len(raise_alerts(home, conficker, "local")) == 1
    assert raise_alerts(home, conficker, "local") == []
    fill(home.lake, [noise("2009-04-02 01:00")])
    assert raise_alerts(home, conficker, "local") == []


def test_an_operation_without_sightings_raises_nothing(home, conficker):
    assert raise_alerts(home, conficker, "local") == []


def test_a_scanner_cannot_drown_the_other_alerts():
    day = date(2009, 4, 1)
    shapes = [Shape(f"GET /{n:x}z", day, 1, 1, 0, "", "") for n in range(300)]
    findings = list(new_forms(shapes))
    assert len(findings) == MOST_FORMS + 1
    assert findings[-1].text == "290 more check-in forms never seen before"
