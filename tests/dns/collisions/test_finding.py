"""Collisions: whose real name a rendezvous is, and what its owner would have to bear."""

from datetime import date
from pathlib import Path

import pytest

from tidegate.dns.collisions import exemptions
from tidegate.dns.collisions import finding as collisions
from tidegate.errors import TidegateError
from tidegate.names.days import Span

DAY = date(2009, 4, 1)
NEXT = date(2009, 4, 2)


def top(tmp_path, *lines):
    path = tmp_path / "top.csv"
    path.write_text("\n".join(lines))
    return path


def found(home, kind=None):
    rows = collisions.rows(home.lake, "small")
    return [(row.name, row.day, row.evidence) for row in rows if kind in (None, row.kind)]


def test_a_known_legitimate_site_collides_on_its_day(home, operation, forecast):
    forecast(DAY, a=["jogli.com", "qwzxv.com"])
    forecast(NEXT, a=["yxcvb.com"])
    collisions.find(home.lake, operation)
    assert found(home) == [("jogli.com", DAY, "music search site (The Register)")]


def test_a_rendezvous_collides_with_a_listed_name_and_with_a_host_under_it(home, operation, forecast, tmp_path):
    forecast(DAY, a=["sage.com", "game.net", "name.org"])
    lists = [top(tmp_path, "7,sage.com", "9,eu.www.game.net", "10,ename.org", "11,net")]
    collisions.find(home.lake, operation, lists)
    assert found(home, "popular") == [
        ("game.net", DAY, "rank 9 in top.csv as eu.www.game.net"),
        ("sage.com", DAY, "rank 7 in top.csv"),
    ]


def test_a_name_under_a_listed_one_does_not_collide(home, operation, forecast, tmp_path):
    forecast(DAY, fixed=["bots.sage.com"])
    collisions.find(home.lake, operation, [top(tmp_path, "7,sage.com")])
    assert found(home) == []


def test_the_best_rank_of_a_list_is_its_evidence_and_every_list_has_its_own(home, operation, forecast, tmp_path):
    forecast(DAY, a=["sage.com"])
    other = tmp_path / "plain.txt"
    other.write_text("praat.org\nsage.com\n")
    collisions.find(home.lake, operation, [top(tmp_path, "7,www.sage.com", "8,sage.com"), other])
    assert [evidence for *_, evidence in found(home)] == ["line 2 in plain.txt", "rank 7 in top.csv as www.sage.com"]


def test_a_public_suffix_collides_whatever_the_lists_say(home, operation, forecast):
    forecast(DAY, a=["blogspot.com", "qwzxv.com"], fixed=["anything.ck", "www.ck"])
    collisions.find(home.lake, operation)
    assert found(home) == [
        ("blogspot.com", DAY, "others register names below it"),
        ("anything.ck", DAY, "others register names below it"),
    ]


def test_two_models_share_a_name_while_both_are_live(home, operation, forecast):
    forecast(DAY, a=["one.com", "two.com"], c=["one.com"])
    collisions.find(home.lake, operation)
    assert found(home, "shared") == [
        ("one.com", DAY, "also conficker/c on 2009-04-01"),
        ("one.com", DAY, "also conficker/a on 2009-04-01"),
    ]


def test_a_name_of_local_midnights_is_still_shared_with_the_day_after(home, operation, forecast):
    forecast(DAY, c=["one.com"])
    forecast(NEXT, a=["one.com"])
    forecast(date(2009, 4, 3), fixed=["one.com"])
    collisions.find(home.lake, operation)
    assert found(home, "shared") == [
        ("one.com", NEXT, "also conficker/c on 2009-04-01"),
        ("one.com", DAY, "also conficker/a on 2009-04-02"),
    ]


def test_one_model_that_comes_back_to_a_name_collides_with_nobody(home, operation, forecast):
    for day in Span(DAY, NEXT):
        forecast(day, c=["one.com"])
    collisions.find(home.lake, operation)
    assert found(home) == []


@pytest.mark.parametrize(
    ("names", "load"),
    [
        ({"a": ["jogli.com"]}, 900_000 * 8),
        ({"c": ["jogli.com"]}, 1_300_000 * 500 / 50_000),
        ({"c": ["jogli.com", "x.com", "jogli.com"]}, 2 * 1_300_000 * 500 / 50_000),
        ({"fixed": ["jogli.com"]}, None),
    ],
)
def test_the_load_is_population_times_behaviour(home, operation, forecast, names, load):
    forecast(DAY, **names)
    collisions.find(home.lake, operation)
    [row] = [row for row in collisions.rows(home.lake, "small") if row.kind == "legitimate"]
    assert row.load == load


def test_the_surest_collisions_come_first_and_then_the_heaviest(home, operation, forecast, tmp_path):
    forecast(DAY, c=["popular.com", "shared.com"], a=["heavy.com", "shared.com", "jogli.com", "blogspot.com"])
    collisions.find(home.lake, operation, [top(tmp_path, "1,popular.com", "2,heavy.com")])
    names = [name for name, *_ in found(home)]
    assert names == ["jogli.com", "blogspot.com", "heavy.com", "popular.com", "shared.com", "shared.com"]


def test_finding_again_replaces_what_was_found_but_keeps_what_earlier_lists_gave(home, operation, forecast, tmp_path):
    forecast(DAY, a=["sage.com", "jogli.com"])
    collisions.find(home.lake, operation, [top(tmp_path, "1,sage.com")])
    forecast(DAY, a=["sage.com"])
    collisions.find(home.lake, operation)
    assert [name for name, *_ in found(home)] == ["sage.com"]
    collisions.find(home.lake, operation, [top(tmp_path, "1,praat.org")])
    assert found(home) == []


def test_proposals_are_one_for_each_name_and_reason_and_propose_nothing_twice(home, operation, forecast, tmp_path):
    forecast(DAY, a=["jogli.com", "shared.com"], c=["jogli.com", "shared.com"])
    forecast(NEXT, c=["jogli.com"])
    collisions.find(home.lake, operation, [top(tmp_path, "1,jogli.com")])
    made = collisions.proposals(collisions.rows(home.lake, "small"))
    assert exemptions.propose(home.records, "small", made, "anna") == ["jogli.com"]
    [row] = exemptions.rows(home.records, "small")
    assert row.days == (DAY, NEXT)
    assert row.reasons == ("legitimate: music search site (The Register)", "popular: rank 1 in top.csv")
    assert exemptions.propose(home.records, "small", made, "anna") == []


def test_without_a_forecast_there_is_nothing_to_look_in(home, operation):
    with pytest.raises(TidegateError, match="there is no forecast of small"):
        collisions.find(home.lake, operation)


def test_a_list_that_cannot_be_read_leaves_everything_as_it_was(home, operation, forecast):
    forecast(DAY, a=["jogli.com"])
    with pytest.raises(TidegateError, match=r"nowhere\.csv"):
        collisions.find(home.lake, operation, [Path("nowhere.csv")])
    assert found(home) == []
