"""What a drill prints in the end: each figure beside what it is, the promises, and the time that it took. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tidegate.drill.run import Outcome
from tidegate.drill.stage import DEADLINE
from tidegate.drill.story import TAKEN_DAY


def answer(outcome: Outcome) -> str:
    """The whole in one line."""
    broken, made = len(outcome.broken), len(outcome.promises)
    held = f"all {made} promises held" if not broken else f"{broken} of {made} promises did not hold"
    return f"{held}; {outcome.elapsed:.0f} seconds"


def figures(outcome: Outcome) -> dict[str, str]:
    """What came out, in the order of the story."""
    results = outcome.results
    return {
        "names forecast": _names(results["names_forecast"]),
        "collisions": _collisions(results["collisions"]),
        **{f"coverage {day}": _coverage(results, day) for day in (DEADLINE, TAKEN_DAY)},
        "adversary": _adversary(results["adversary"]),
        "really sent": _sent(results["sent"]),
        "sightings": _sightings(results["sightings"]),
        "census": _census(results["census"]),
        "alerts": f"{len(results['alerts'])}, of the population: {', '.join(results['population_alerts']) or 'none'}",
        "briefings": ", ".join(dict.fromkeys(results["briefings"])),
        "review": results["review"],
        "pages": f"tidegate serve --home {outcome.home}",
    }


def document(outcome: Outcome) -> dict[str, Any]:
    """The same and more, as JSON values."""
    return {
        "home": str(outcome.home),
        **outcome.results,
        "promises": [vars(promise) for promise in outcome.promises],
        "seconds": {step: round(spent, 2) for step, spent in outcome.seconds.items()},
        "elapsed": round(outcome.elapsed, 2),
    }


def _names(counts: Mapping[str, int]) -> str:
    each = ", ".join(f"{model} {count:,}" for model, count in counts.items() if model != "all")
    return f"{counts['all']:,} ({each})"


def _collisions(found: Mapping[str, Any]) -> str:
    sites = ", ".join(found["legitimate_sites"])
    return f"{found['legitimate']} legitimate sites ({sites}), {found['popular']} popular, {found['exempt']} exempt"


def _coverage(results: Mapping[str, Any], day: date) -> str:
    measured = results[f"coverage_{day}"]
    exposure = ", ".join(f"{model} {chance:.2%}" for model, chance in measured["exposure"].items())
    share = f"{measured['claimed_share']:.2%} claimed, {measured['verified_share']:.2%} verified"
    unseen = f"{results[f'unseen_{day}']:,} that are called blocked and are not, which no DNS can show"
    return f"{share}, {measured['gaps']:,} gaps (and {unseen}); exposure {exposure}"


def _adversary(found: Mapping[str, Any]) -> str:
    held = ", ".join(found["found"]) or "nothing found"
    return f"{held} of {found['day']}, under registry {found['registry']}; alert {', '.join(found['alerts']) or 'none'}"


def _sent(sent: Mapping[str, int]) -> str:
    parts = [
        f"{sent['rounds']:,} rounds of bots, one a day of each machine that is on",
        f"{sent['look-ups']:,} look-ups: A and B try up to 3 of their 250 names, C 2 of its 500",
        f"{sent['heard']:,} check-ins where a name led to our sinkhole",
        f"{sent.get('resolver answered', 0):,} questions of resolvers",
        f"{sent.get('reached the adversary', 0):,} bots found the adversary's name, and nobody spoke to it",
    ]
    return "; ".join(parts)


def _sightings(reckoned: Mapping[str, Any]) -> str:
    drops = ", ".join(f"{count:,} {why}" for why, count in reckoned["drops"].items()) or "none"
    return (
        f"{reckoned['sent']:,} sent, {reckoned['answered']:,} answered, {reckoned['journaled']:,} journaled, "
        f"{reckoned['lost']:,} lost; dropped: {drops}"
    )


def _census(counted: Mapping[str, Any]) -> str:
    daily = list(counted["daily_addresses_and_machines"].values())
    addresses, machines = (sum(day[part] for day in daily) / max(1, len(daily)) for part in (0, 1))
    return (
        f"a day {addresses:,.0f} addresses of {machines:,.0f} machines on average; in all "
        f"{counted['footprint_addresses']:,} addresses of {counted['machines_heard']:,} machines that were heard, of "
        f"{counted['machines_simulated']:,} simulated"
    )
