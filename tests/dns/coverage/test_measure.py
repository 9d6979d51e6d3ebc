"""Coverage is claimed, verified, or neither; exempt names are apart; and the exposure follows from the gaps."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.dns.coverage import measure as coverage
from tidegate.dns.coverage.exposure import exposure
from tidegate.names.days import Span

DAY, NEXT = date(2009, 4, 1), date(2009, 4, 2)


@pytest.fixture
def measure(home, operation):
    def of(first=DAY, days=1):
        return coverage.measure(home.lake, home.records, operation, Span.of(first, days))

    return of


def counts(measured):
    return {key: value for key, value in coverage.total(measured.totals).items() if value}


# claimed


def test_without_orders_every_name_is_a_gap(measure, forecast):
    forecast(DAY, c=["a.co.uk", "b.co.uk"])
    assert counts(measure()) == {"names": 2, "gaps": 2}


@pytest.mark.parametrize(("state", "claimed"), [("sent", 0), ("acknowledged", 0), ("refused", 0), ("acted", 2)])
def test_only_a_done_order_is_a_claim(measure, forecast, order, state, claimed):
    forecast(DAY, c=["a.co.uk", "b.co.uk"])
    order("nominet", state, DAY)
    assert counts(measure()).get("claimed", 0) == claimed
    assert counts(measure()).get("gaps", 0) == 2 - claimed


def test_a_claim_holds_for_its_days_and_suffixes_only(measure, forecast, order):
    forecast(DAY, c=["a.co.uk", "a.com"])
    forecast(NEXT, c=["b.co.uk"])
    order("nominet", "acted", DAY)
    rows = {(row["day"], row["suffix"]): row["claimed"] for row in measure(days=2).totals.to_pylist()}
    assert rows == {(DAY, "co.uk"): 1, (DAY, "com"): 0, (NEXT, "co.uk"): 0}


def test_a_name_under_no_known_registry_is_a_gap(measure, forecast):
    forecast(DAY, c=["a.unknown-suffix"])
    assert counts(measure()) == {"names": 1, "gaps": 1}


# verified


def test_a_claim_is_not_a_proof(measure, forecast, order):
    forecast(DAY, c=["a.co.uk"])
    order("nominet", "acted", DAY)
    assert counts(measure()) == {"names": 1, "claimed": 1}


@pytest.mark.parametrize("verdict", ["sinkholed-ours", "sinkholed-known", "blocked"])
def test_a_claim_that_the_dns_bears_out_is_verified(measure, forecast, order, probed, verdict):
    forecast(DAY, c=["a.co.uk"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.co.uk": verdict})
    assert counts(measure()) == {"names": 1, "claimed": 1, "probed": 1, "verified": 1}


def test_a_sinkhole_is_proof_even_where_nobody_claims_it(measure, forecast, probed):
    forecast(DAY, c=["a.co.uk"])
    probed(DAY, 8, {"a.co.uk": "sinkholed-known"})
    assert counts(measure()) == {"names": 1, "probed": 1, "verified": 1}


def test_a_block_is_no_longer_verified_when_the_registry_takes_its_word_back(measure, forecast, order, probed, home):
    from tidegate.dns.orders import life as orders

    forecast(DAY, c=["a.co.uk"])
    id = order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.co.uk": "blocked"})
    orders.advance(home.records, "small", id, "refused", "local", "a court says so")
    assert counts(measure()) == {"names": 1, "probed": 1, "gaps": 1}


@pytest.mark.parametrize(("verdict", "more"), [("taken", {"taken": 1}), ("unregistered", {})])
def test_a_claim_that_the_dns_contradicts_is_a_gap(measure, forecast, order, probed, verdict, more):
    forecast(DAY, c=["a.co.uk"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.co.uk": verdict})
    assert counts(measure()) == {"names": 1, "claimed": 1, "probed": 1, "gaps": 1, "contradicted": 1, **more}


def test_a_probe_from_before_the_claim_does_not_contradict_it(measure, forecast, order, probed):
    forecast(DAY, c=["a.co.uk"])
    probed(DAY, -8, {"a.co.uk": "unregistered"})
    assert counts(measure()) == {"names": 1, "probed": 1, "gaps": 1}
    order("nominet", "acted", DAY)
    assert counts(measure()) == {"names": 1, "claimed": 1, "probed": 1}


def test_a_name_that_was_taken_before_the_claim_is_a_gap_until_it_is_probed_again(measure, forecast, order, probed):
    forecast(DAY, c=["a.co.uk"])
    probed(DAY, -8, {"a.co.uk": "taken"})
    order("nominet", "acted", DAY)
    assert counts(measure())["gaps"] == 1
    probed(DAY, 8, {"a.co.uk": "blocked"})
    assert counts(measure()) == {"names": 1, "claimed": 1, "probed": 1, "verified": 1}


def test_no_answer_neither_proves_nor_contradicts(measure, forecast, order, probed):
    forecast(DAY, c=["a.co.uk", "a.com"])
    order("nominet", "acted", DAY)
    probed(DAY, 8, {"a.co.uk": "unknown", "a.com": "unknown"})
    assert counts(measure()) == {"names": 2, "claimed": 1, "probed": 2, "gaps": 1}


def test_the_newest_probe_counts(measure, forecast, probed):
    forecast(DAY, c=["a.com", "b.com"])
    probed(DAY, 8, {"a.com": "sinkholed-ours", "b.com": "unregistered"})
    probed(DAY, 9, {"b.com": "sinkholed-ours"})
    probed(DAY, 7, {"a.com": "taken"})
    assert counts(measure()) == {"names": 2, "probed": 2, "verified": 2}
    assert measure().as_of == datetime(2009, 3, 31, 9, tzinfo=UTC)


def test_a_probe_is_for_its_day_only(measure, forecast, probed):
    forecast(DAY, c=["a.com"])
    forecast(NEXT, c=["a.com"])
    probed(DAY, 8, {"a.com": "sinkholed-ours"})
    assert counts(measure(NEXT)) == {"names": 1, "gaps": 1}


# exempt


def test_an_exempt_name_is_neither_a_gap_nor_denied(measure, forecast, order, exempt, probed):
    forecast(DAY, c=["jogli.com", "a.com"])
    order("gtld", "acted", DAY)
    exempt("jogli.com", DAY)
    probed(DAY, 8, {"jogli.com": "taken", "a.com": "sinkholed-ours"})
    assert counts(measure()) == {"names": 2, "exempt": 1, "claimed": 1, "probed": 2, "verified": 1}


def test_a_proposed_exemption_changes_nothing(measure, forecast, home):
    from tidegate.dns.collisions import exemptions

    forecast(DAY, c=["jogli.com"])
    exemptions.propose(home.records, "small", [exemptions.Proposal("jogli.com", (DAY,), "a real site")], "local")
    assert counts(measure()) == {"names": 1, "gaps": 1}


# models


def test_a_name_that_two_models_share_counts_for_each_and_once_in_all(measure, forecast):
    forecast(DAY, a=["a.com", "shared.com"], c=["shared.com", "b.com", "c.com"])
    measured = measure()
    assert {row["model"]: row["names"] for row in measured.rows.to_pylist()} == {"conficker/a": 2, "conficker/c": 3}
    assert counts(measured) == {"names": 4, "gaps": 4}


def test_rows_name_model_suffix_registry_and_the_orders_state(measure, forecast, order):
    forecast(DAY, c=["a.co.uk"])
    order("nominet", "acknowledged", DAY)
    (row,) = measure().rows.to_pylist()
    place = {key: row[key] for key in ("day", "model", "family", "variant", "config", "suffix", "registry", "state")}
    assert place == {
        "day": DAY,
        "model": "conficker/c",
        "family": "conficker",
        "variant": "c",
        "config": "",
        "suffix": "co.uk",
        "registry": "nominet",
        "state": "acknowledged",
    }


def test_a_roll_up_sums_what_it_is_asked_for(measure, forecast, order):
    forecast(DAY, c=["a.co.uk", "a.com", "b.net"])
    order("gtld", "acted", DAY)
    rows = coverage.roll_up(measure().totals, ["registry"]).to_pylist()
    assert {row["registry"]: (row["names"], row["claimed"]) for row in rows} == {"gtld": (2, 2), "nominet": (1, 0)}


def test_a_span_without_a_forecast_is_empty(measure):
    measured = measure(days=20)
    assert (len(measured.rows), len(measured.totals), measured.exposures, measured.as_of) == (0, 0, [], None)


def test_days_of_several_windows_are_all_there(measure, forecast):
    for day in Span.of(DAY, 16):
        forecast(day, c=["a.com"])
    assert coverage.roll_up(measure(days=16).totals, ["day"])["names"].to_pylist() == [1] * 16


# exposure


def of_model(measured, model):
    return next(row for row in measured.exposures if row.model == model)


def test_exposure_follows_from_the_gaps_and_the_tries(measure, forecast, order, probed):
    names = [f"n{number}.co.uk" for number in range(900)] + [f"n{number}.com" for number in range(100)]
    forecast(DAY, c=names)
    order("nominet", "acted", DAY)
    probed(DAY, 8, {f"n{number}.co.uk": "blocked" for number in range(899)} | {"n899.co.uk": "taken"})
    row = of_model(measure(), "conficker/c")
    assert (row.names, row.tries, row.gaps, row.claimed_gaps, row.verified_gaps) == (1000, 500, 101, 100, 101)
    assert row.exposure == exposure(1000, 101, 500)
    assert row.claimed_exposure == exposure(1000, 100, 500)
    assert row.verified_exposure == exposure(1000, 101, 500)


def test_what_is_claimed_and_not_probed_is_exposed_if_only_proof_counts(measure, forecast, order):
    forecast(DAY, c=[f"n{number}.co.uk" for number in range(1000)])
    order("nominet", "acted", DAY)
    row = of_model(measure(), "conficker/c")
    assert (row.exposure, row.claimed_exposure, row.verified_exposure) == (0, 0, 1)


def test_a_name_that_stands_twice_in_a_days_list_is_twice_as_likely_to_be_tried(measure, forecast):
    forecast(DAY, c=["twice.com", *(f"n{number}.com" for number in range(998)), "twice.com"])
    measured = measure()
    assert counts(measured)["names"] == 999
    assert of_model(measured, "conficker/c").names == 1000


def test_one_gap_exposes_every_bot_that_tries_all_names(measure, forecast, order, probed):
    forecast(DAY, a=["a.com", "b.com"])
    order("gtld", "acted", DAY)
    probed(DAY, 8, {"a.com": "sinkholed-ours", "b.com": "unregistered"})
    assert of_model(measure(), "conficker/a").exposure == 1


def test_a_gap_is_open_from_the_first_local_midnight_to_the_last(measure, forecast):
    forecast(DAY, a=["a.com"], c=["b.com"])
    local, utc = of_model(measure(), "conficker/c"), of_model(measure(), "conficker/a")
    assert local.opens == datetime(2009, 3, 31, 10, tzinfo=UTC)
    assert local.closes == datetime(2009, 4, 2, 12, tzinfo=UTC)
    assert (utc.opens, utc.closes) == (datetime(2009, 4, 1, tzinfo=UTC), datetime(2009, 4, 2, tzinfo=UTC))


# the whole rule against a plain reading of it

REGISTRY_OF = {"com": "gtld", "co.uk": "nominet", "pl": "secret"}
NAMES = st.sampled_from([f"{letter}.{suffix}" for letter in "abcde" for suffix in ("com", "co.uk", "pl")])
VERDICTS = st.sampled_from(["sinkholed-ours", "sinkholed-known", "blocked", "unregistered", "taken", "unknown"])


def plainly(names, done, exempt, probes):
    """The counts, one name at a time."""
    found = dict.fromkeys(coverage.COUNTS, 0)
    for name in set(names):
        verdict, suffix = probes.get(name), name.partition(".")[2]
        found["names"] += 1
        found["probed"] += verdict is not None
        if name in exempt:
            found["exempt"] += 1
            continue
        claimed = suffix in done
        verified = verdict in ("sinkholed-ours", "sinkholed-known") or (verdict == "blocked" and claimed)
        contradicted = verdict in ("taken", "unregistered")
        found["claimed"] += claimed
        found["verified"] += verified
        found["contradicted"] += claimed and contradicted
        found["taken"] += verdict == "taken"
        found["gaps"] += not verified and (not claimed or contradicted)
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(NAMES, min_size=1, max_size=20),
    done=st.sets(st.sampled_from(sorted(REGISTRY_OF))),
    exempted=st.sets(NAMES, max_size=3),
    probes=st.dictionaries(NAMES, VERDICTS, max_size=15),
)
def test_any_day_is_counted_as_the_rule_says(fresh, put, names, done, exempted, probes):
    home, operation, forecast, _ = fresh()
    for suffix in sorted(done):
        put.order(home, operation, REGISTRY_OF[suffix], "acted", DAY)
    for name in sorted(exempted):
        put.exempt(home, operation, name, DAY)
    forecast(DAY, c=names)
    put.probes(home, operation, DAY, 8, probes)
    measured = coverage.measure(home.lake, home.records, operation, Span.of(DAY, 1))
    assert coverage.total(measured.totals) == plainly(names, done, exempted, probes)
