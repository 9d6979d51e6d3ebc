"""The days ahead: counted once, and at risk by the most exposed model."""

from datetime import UTC, date, datetime, timedelta

from tidegate.dns.coverage.counts import Counts
from tidegate.dns.coverage.measure import Exposure
from tidegate.group.outlook import answer, outlook

DAY = date(2009, 4, 1)


def row(day=DAY, suffix="com", **counts):
    zero = dict.fromkeys(("names", "exempt", "claimed", "probed", "verified", "gaps", "contradicted", "taken"), 0)
    return {"day": day, "suffix": suffix, "registry": suffix, "state": "none", **zero, **counts}


def exposed(chance, model="conficker/c", day=DAY, gaps=7):
    family, _, variant = model.partition("/")
    opens = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)
    return Exposure(
        *(day, model, family, variant, "", 50_000, 500, gaps, gaps, gaps, chance, chance, chance),
        opens=opens,
        closes=opens + timedelta(hours=50),
    )


def test_a_tally_leaves_the_owners_names_out_of_the_shares():
    found = Counts.of([row(names=10, exempt=2, claimed=4), row(names=10, probed=5, verified=4)])
    assert (found.contested, found.claimed_share, found.verified_share) == (18, 4 / 18, 4 / 18)


def test_without_a_probe_nothing_is_said_to_be_verified_or_not():
    assert Counts.of([row(names=10, claimed=10)]).verified_share is None
    assert Counts.of([]).claimed_share is None


def test_a_day_is_at_risk_when_any_model_is_above_the_threshold():
    exposures = [exposed(0.005), exposed(0.02, "conficker/b"), exposed(0.01, day=DAY + timedelta(1))]
    first, second = outlook([row(names=5), row(day=DAY + timedelta(1), names=5)], exposures, 0.01)
    assert (first.at_risk, first.exposure, first.exposures[0].model) == (True, 0.02, "conficker/b")
    assert (second.at_risk, second.exposure) == (False, 0.01)


def test_a_day_opens_when_it_begins_in_the_first_time_zone():
    (day,) = outlook([row(names=5)], [exposed(0.5)], 0.01)
    assert day.opens == datetime(2009, 3, 31, 10, tzinfo=UTC)


def test_the_answer_names_the_worst_day():
    days = outlook([row(names=5)], [exposed(0.0957)], 0.01)
    assert answer(days) == (
        "1 of the next 1 day is at risk; the worst is Wed 2009-04-01: a conficker/c bot reaches whoever holds its 7 "
        "gaps with a probability of 9.6 %."
    )


def test_a_calm_week_and_a_week_without_forecast_are_told_apart():
    assert answer(outlook([row(names=5)], [exposed(0.001)], 0.01)) == "None of the next 1 day is at risk."
    assert answer([]) == "There is no forecast for this week yet."
