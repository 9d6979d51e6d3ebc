"""The gaps of a day: which come first, why they are open, what one of them would gain the adversary."""

from datetime import UTC, date, datetime

import pytest

from tidegate.dns.coverage.exposure import exposure
from tidegate.dns.coverage.gaps import Why, gaps, reasons

DAY = date(2009, 4, 1)
POPULATION_A, POPULATION_C = 900_000, 1_300_000


@pytest.fixture
def worst(home, operation):
    def of(limit=None, **more):
        return gaps(home.lake, home.records, operation, DAY, limit, **more)

    return of


def test_a_name_that_an_outsider_holds_comes_first_and_an_unproved_claim_last(
    worst, forecast, order, probed, operation
):
    refused = operation.playbook.registry("rest").suffixes[0]
    forecast(DAY, c=["unproved.co.uk", "liar.co.uk", "taken.com", "open.com", f"no.{refused}", "silent.pl"])
    order("nominet", "acted", DAY)
    order("rest", "refused", DAY)
    order("secret", "sent", DAY)
    probed(DAY, 8, {"taken.com": "taken", "open.com": "unregistered", "liar.co.uk": "unregistered"})
    assert [(gap.name, gap.why) for gap in worst()] == [
        ("taken.com", Why.TAKEN),
        ("open.com", Why.NO_ORDER),
        (f"no.{refused}", Why.REFUSED),
        ("silent.pl", Why.SENT),
        ("liar.co.uk", Why.CONTRADICTED),
        ("unproved.co.uk", Why.UNPROVED),
    ]


def test_a_name_that_every_bot_tries_comes_before_a_worse_reason(worst, forecast, order, operation):
    refused = operation.playbook.registry("rest").suffixes[0]
    filler = [f"n{number}.{refused}" for number in range(999)]
    forecast(DAY, a=["all-of-a-try-it.pl"], c=[f"one-in-a-hundred.{refused}", *filler])
    order("rest", "refused", DAY)
    order("secret", "sent", DAY)
    assert [(gap.name, gap.why) for gap in worst(1)] == [("all-of-a-try-it.pl", Why.SENT)]


def test_a_registry_that_says_done_and_whose_name_is_taken_is_found_out(worst, forecast, order, probed):
    forecast(DAY, c=["liar.co.uk"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"liar.co.uk": "taken"})
    (gap,) = worst()
    assert (gap.why, gap.registry, gap.order) == (Why.TAKEN, "nominet", "nominet-2009-04-01")


def test_denied_and_exempt_names_are_no_gaps(worst, forecast, order, probed, exempt):
    forecast(DAY, c=["shut.co.uk", "sunk.com", "jogli.com"])
    order("nominet", "acted", DAY)
    exempt("jogli.com", DAY)
    probed(DAY, 8, {"shut.co.uk": "blocked", "sunk.com": "sinkholed-ours", "jogli.com": "taken"})
    assert worst() == []


def test_names_that_gain_the_adversary_more_come_first(worst, forecast):
    filler = [f"n{number}.net" for number in range(996)]
    forecast(DAY, a=["zz.com", "both.com"], c=["aa.com", "both.com", *filler, "twice.com", "twice.com"])
    assert [gap.name for gap in worst(4)] == ["both.com", "twice.com", "zz.com", "aa.com"]


def test_the_gain_is_the_bots_that_try_the_name(worst, forecast):
    forecast(DAY, a=["zz.com", "both.com"], c=["both.com", *(f"n{number}.net" for number in range(999))])
    found = {gap.name: gap for gap in worst()}
    one_of_a_thousand = exposure(1000, 1, 500)
    assert (found["zz.com"].share, found["zz.com"].bots) == (1, POPULATION_A)
    assert found["n7.net"].share == one_of_a_thousand
    assert found["n7.net"].bots == POPULATION_C * one_of_a_thousand
    assert found["both.com"].bots == POPULATION_A + POPULATION_C * one_of_a_thousand
    assert found["both.com"].models == ("conficker/a", "conficker/c")


def test_bots_are_not_invented_where_no_population_is_known(worst, forecast):
    forecast(DAY, fixed=["one.com"])
    (gap,) = worst()
    assert (gap.bots, gap.share) == (None, 1)


def test_a_gap_carries_the_newest_evidence(worst, forecast, probed):
    forecast(DAY, c=["taken.com"])
    probed(DAY, 7, {"taken.com": "unregistered"})
    probed(DAY, 9, {"taken.com": "taken"})
    (gap,) = worst()
    assert (gap.verdict, gap.reason) == ("taken", "because it is taken")
    assert (gap.addresses, gap.nameservers) == (("8.8.4.4",), ("ns.adversary.test",))
    assert gap.probed_at == datetime(2009, 3, 31, 9, tzinfo=UTC)


def test_a_name_that_was_not_probed_has_no_evidence(worst, forecast):
    forecast(DAY, c=["open.com"])
    (gap,) = worst()
    assert (gap.verdict, gap.reason, gap.addresses, gap.nameservers, gap.probed_at) == (None, None, (), (), None)


def test_a_name_under_no_registry_is_a_gap_like_one_without_an_order(worst, forecast):
    forecast(DAY, c=["a.unknown-suffix"])
    (gap,) = worst()
    assert (gap.why, gap.registry, gap.suffix) == (Why.NO_ORDER, None, None)


def test_the_list_ends_at_its_limit_and_can_be_of_one_reason(worst, forecast, probed):
    forecast(DAY, c=[f"n{number}.com" for number in range(10)])
    probed(DAY, 8, {"n3.com": "taken", "n5.com": "taken"})
    assert [gap.name for gap in worst(1)] == ["n3.com"]
    assert [gap.name for gap in worst(why=Why.TAKEN)] == ["n3.com", "n5.com"]


def test_one_name_can_be_asked_for_and_gains_what_it_gains_among_all(worst, forecast):
    forecast(DAY, c=[f"n{number}.com" for number in range(10)])
    assert worst(name="n7.com") == [gap for gap in worst() if gap.name == "n7.com"]
    assert worst(name="other.com") == []


def test_reasons_count_all_names_that_are_open_or_unproved(home, operation, forecast, order, probed):
    forecast(DAY, c=["a.com", "b.com", "c.co.uk", "d.co.uk"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.com": "taken", "d.co.uk": "blocked"})
    counts = reasons(home.lake, home.records, operation, DAY)
    assert list(counts.items()) == [(Why.TAKEN, 1), (Why.NO_ORDER, 1), (Why.UNPROVED, 1)]


def test_a_day_without_a_forecast_has_no_gaps(worst):
    assert worst() == []
