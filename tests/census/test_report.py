"""A census as a whole, and as it is written down."""

import csv
import io
import json
from datetime import date

import pytest

from tidegate.census.report import take
from tidegate.census.telling import answer, csv_text, document, json_text, table
from tidegate.names.days import Span


@pytest.fixture
def census(lake, fill, sighting, question, noise):
    fill(
        lake,
        [
            sighting("2009-04-01 01:00", "198.51.100.1"),
            sighting("2009-04-01 02:00", "198.51.100.2", variant="a"),
            question("2009-04-01 02:00", "198.51.100.3"),
            noise("2009-04-02 01:00", "198.51.100.4"),
            sighting("2009-04-02 03:00", "198.51.100.1"),
        ],
    )
    return take(lake, "conficker")


def test_the_answer_is_the_newest_whole_day_with_its_range_and_what_it_is_not(census):
    live, footprint, as_of, caveat = answer(census)
    assert live == "conficker: 1 to 2 addresses live on 2009-04-01 (busiest hour to whole day, UTC)"
    assert footprint == "footprint: 2 distinct addresses, 2009-04-01 to 2009-04-02"
    assert as_of == "as of 2009-04-02 03:00:00 UTC"
    assert "not a bot" in caveat


def test_a_day_that_is_not_over_is_called_so(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00")])
    assert "2009-04-01 so far" in next(answer(take(lake, "conficker")))


def test_the_table_has_a_row_a_day_and_a_column_a_model(census):
    first, second = table(census)
    assert first == {
        "utc": "2009-04-01",
        "a": 1,
        "b": 1,
        "all": 2,
        "busiest_hour": 1,
        "footprint": 2,
        "resolvers": 1,
        "noise": 0,
    }
    assert (second["a"], second["noise"], second["footprint"]) == (0, 1, 2)


def test_models_of_several_families_keep_their_families_in_the_table(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00"), sighting("2009-04-01 01:00", family="mariposa", variant="static")])
    assert {"conficker/b", "mariposa/static", "all"} < table(take(lake, "conficker"))[0].keys()


def test_by_hour_the_answer_still_speaks_of_days(lake, census):
    hourly = take(lake, "conficker", by="hour")
    assert hourly.today == census.today
    first, *_ = table(hourly)
    assert first["utc"] == "2009-04-01 01:00"
    assert "footprint" not in first


def test_csv_holds_every_figure_under_one_header(census):
    rows = list(csv.DictReader(io.StringIO(csv_text(census, "TLP:AMBER"))))
    assert {row["label"] for row in rows} == {"TLP:AMBER"}
    assert {row["figure"] for row in rows} == {"live", "footprint", "seen"}
    (row,) = [row for row in rows if (row["figure"], row["at"], row["of"]) == ("live", "2009-04-01", "all")]
    assert (row["addresses"], row["low"], row["high"], row["share"]) == ("2", "1", "2", "")


def test_json_holds_the_same_and_says_how_it_was_counted(census):
    read = json.loads(json_text(document(census)))
    assert read["as_of"] == "2009-04-02T03:00:00+00:00"
    assert read["range"] == "busiest hour to whole day"
    assert {"at": "2009-04-01", "kind": "resolvers", "addresses": 1, "sightings": 1} in read["seen"]


def test_days_without_sightings_make_an_empty_census(lake, census):
    later = take(lake, "conficker", Span.of(date(2010, 1, 1), 3))
    assert list(answer(later)) == ["conficker: no sightings on these days"]
    assert table(later) == []
    assert json.loads(json_text(document(later)))["as_of"] is None
