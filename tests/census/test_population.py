"""Distinct addresses, exactly: live, as a footprint, and apart from those who are no bots."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidegate.census.population import as_of, footprint, live, seen, whole_days
from tidegate.names.days import Span
from tidegate.store.lake import Lake

FIRST = date(2009, 4, 1)


def counts(rows):
    return {(str(row.at), row.model): row.addresses for row in rows}


def test_a_bot_that_checks_in_often_is_one_address(lake, fill, sighting):
    fill(lake, [sighting(f"2009-04-01 {hour:02}:00") for hour in range(24)])
    assert counts(live(lake, "conficker")) == {("2009-04-01", "conficker/b"): 1, ("2009-04-01", "all"): 1}
    assert live(lake, "conficker")[0].sightings == 24


def test_an_address_of_two_models_counts_once_among_all(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00", variant="a"), sighting("2009-04-01 02:00", variant="c")])
    assert counts(live(lake, "conficker")) == {
        ("2009-04-01", "conficker/a"): 1,
        ("2009-04-01", "conficker/c"): 1,
        ("2009-04-01", "all"): 1,
    }


def test_a_check_in_of_an_unknown_variant_counts_for_its_family(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00", variant=None), sighting("2009-04-01 01:00", family=None, variant=None)])
    assert {row.model for row in live(lake, "conficker")} == {"conficker", "unknown", "all"}


def test_resolvers_and_noise_are_no_population_and_are_counted_apart(lake, fill, sighting, question, noise):
    fill(
        lake,
        [
            sighting("2009-04-01 01:00", "198.51.100.1"),
            question("2009-04-01 01:00", "198.51.100.2"),
            question("2009-04-01 01:01", "198.51.100.3"),
            question("2009-04-01 01:02", "198.51.100.3"),
            noise("2009-04-01 01:00", "198.51.100.4"),
        ],
    )
    assert counts(live(lake, "conficker"))["2009-04-01", "all"] == 1
    assert footprint(lake, "conficker")[-1].addresses == 1
    assert {row.kind: (row.addresses, row.sightings) for row in seen(lake, "conficker")} == {
        "bots": (1, 1),
        "resolvers": (2, 3),
        "noise": (1, 1),
    }


@pytest.mark.parametrize(
    "agent", ["ExampleCrawler/1.0 (+http://crawler.example/)", "Googlebot/2.1", "curl/7.17.1 (mips)", "Wget/1.11"]
)
def test_a_crawler_or_a_tool_is_no_bot_even_where_its_request_looks_like_a_check_in(lake, fill, sighting, agent):
    fill(
        lake, [sighting("2009-04-01 01:00", agent=agent, request="GET / HTTP/1.0", form="conficker-root", variant="c")]
    )
    assert live(lake, "conficker") == []
    assert [row.kind for row in seen(lake, "conficker")] == ["noise"]


@pytest.mark.parametrize(
    "agent", ["", "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)", "Mozilla/4.0 (compatible; AskTbBotanik)"]
)
def test_the_machines_own_browser_is_what_bots_show(lake, fill, sighting, agent):
    fill(lake, [sighting("2009-04-01 01:00", agent=agent)])
    assert counts(live(lake, "conficker"))["2009-04-01", "all"] == 1


def test_a_days_range_goes_from_its_busiest_hour_to_the_whole_day(lake, fill, sighting):
    fill(
        lake,
        [sighting(f"2009-04-01 {hour}:{n:02}", f"198.51.100.{hour * 5 + n}") for hour in (10, 20) for n in range(3)],
    )
    fill(lake, [sighting("2009-04-01 20:30", "198.51.100.200")], part="two")
    day = next(row for row in live(lake, "conficker") if row.model == "all")
    assert (day.low, day.high, day.addresses) == (4, 7, 7)


def test_hours_are_utc_and_midnight_begins_the_new_day(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 23:59:59.999999"), sighting("2009-04-02 00:00")])
    hours = [row.at for row in live(lake, "conficker", by="hour") if row.model == "all"]
    assert hours == [datetime(2009, 4, 1, 23, tzinfo=UTC), datetime(2009, 4, 2, 0, tzinfo=UTC)]
    assert all(row.low is None and row.high is None for row in live(lake, "conficker", by="hour"))


def test_the_footprint_only_grows_and_keeps_its_height_on_silent_days(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00", "198.51.100.1"), sighting("2009-04-04 01:00", "198.51.100.1")])
    fill(lake, [sighting("2009-04-04 02:00", "198.51.100.2")], part="two")
    of_all = [row for row in footprint(lake, "conficker") if row.model == "all"]
    assert [(row.at.day, row.addresses, row.new) for row in of_all] == [(1, 1, 1), (2, 1, 0), (3, 1, 0), (4, 2, 1)]
    assert {row.since for row in of_all} == {FIRST}


def test_only_the_days_that_were_asked_for_are_counted(lake, fill, sighting):
    fill(lake, [sighting(f"2009-04-0{day} 01:00", f"198.51.100.{day}") for day in (1, 2, 3)])
    second = Span(date(2009, 4, 2), date(2009, 4, 2))
    assert counts(live(lake, "conficker", second)) == {("2009-04-02", "conficker/b"): 1, ("2009-04-02", "all"): 1}
    assert [row.addresses for row in footprint(lake, "conficker", second) if row.model == "all"] == [1]


def test_other_operations_are_not_counted(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00")], operation="mariposa")
    assert live(lake, "conficker") == footprint(lake, "conficker") == seen(lake, "conficker") == []
    assert as_of(lake, "conficker") is None


def test_the_day_of_the_newest_sighting_is_not_over(lake, fill, sighting):
    fill(lake, [sighting("2009-04-01 01:00"), sighting("2009-04-02 23:59")])
    newest = as_of(lake, "conficker")
    assert newest == datetime(2009, 4, 2, 23, 59, tzinfo=UTC)
    assert whole_days(lake.days("sightings", "conficker"), newest) == [FIRST]


CHECK_INS = st.lists(
    st.tuples(
        st.integers(0, 3 * 24 * 60 - 1),  # minutes from the first midnight
        st.sampled_from("abc"),
        st.integers(0, 12),  # the address
        st.sampled_from(["bots", "resolvers", "noise"]),
    ),
    min_size=1,
    max_size=60,
)


@given(CHECK_INS)
@settings(max_examples=12, deadline=None)
def test_every_count_agrees_with_a_plain_recount(sighting, question, noise, fill, made):
    make = {"bots": sighting, "resolvers": question, "noise": noise}
    start = datetime(2009, 4, 1)
    days, hours, firsts, kinds = defaultdict(set), defaultdict(set), {}, defaultdict(set)
    rows = []
    for minute, variant, address, kind in sorted(made):
        at = start + timedelta(minutes=minute)
        changes = {"variant": variant} if kind == "bots" else {}
        rows.append(make[kind](at.isoformat(), f"198.51.100.{address}", **changes))
        kinds[at.date(), kind].add(address)
        for model in (f"conficker/{variant}", "all") if kind == "bots" else ():
            days[at.date(), model].add(address)
            hours[at.replace(minute=0, tzinfo=UTC), model].add(address)
            firsts.setdefault((model, address), at.date())
    busiest = Counter()
    for (hour, model), found in hours.items():
        busiest[hour.date(), model] = max(busiest[hour.date(), model], len(found))
    with TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        fill(lake, rows)
        assert {(r.at, r.model): (r.addresses, r.low) for r in live(lake, "conficker")} == {
            key: (len(found), busiest[key]) for key, found in days.items()
        }
        assert {(r.at, r.model): r.addresses for r in live(lake, "conficker", by="hour")} == {
            key: len(found) for key, found in hours.items()
        }
        assert {(r.at, r.kind): r.addresses for r in seen(lake, "conficker")} == {k: len(v) for k, v in kinds.items()}
        for row in footprint(lake, "conficker"):
            assert row.addresses == sum(model == row.model and day <= row.at for (model, _), day in firsts.items())
