"""What a drill prints in the end."""

import json
from pathlib import Path

from tidegate.drill.promises import Promise
from tidegate.drill.report import answer, document, figures
from tidegate.drill.run import Outcome

COVERAGE = {
    "claimed_share": 0.8967,
    "verified_share": 0.889,
    "gaps": 5_605,
    "exposure": {"conficker/a": 0.0, "conficker/c": 1.0},
}
RESULTS = {
    "names_forecast": {"all": 1_530_500, "conficker/a": 15_250, "conficker/b": 15_250, "conficker/c": 1_500_000},
    "collisions": {"legitimate": 2, "popular": 18, "exempt": 18, "legitimate_sites": ["jogli.com", "wnsux.com"]},
    "coverage_2009-04-01": COVERAGE,
    "unseen_2009-04-01": 442,
    "coverage_2009-04-04": COVERAGE,
    "unseen_2009-04-04": 471,
    "adversary": {"found": ["qltzzbr.tn"], "day": "2009-04-04", "registry": "tn", "alerts": ["gap-taken-1"]},
    "sent": {"rounds": 110_000, "look-ups": 90_000, "heard": 109_000, "resolver answered": 4_000},
    "sightings": {"sent": 113_000, "answered": 113_000, "journaled": 113_000, "lost": 0, "drops": {"http cut": 61}},
    "census": {
        "daily_addresses_and_machines": {"2009-04-01": (2_000, 2_300), "2009-04-02": (1_000, 1_100)},
        "footprint_addresses": 40_000,
        "machines_heard": 16_000,
        "machines_simulated": 20_000,
    },
    "alerts": ["one", "two"],
    "population_alerts": ["2009-04-14 conficker/a"],
    "briefings": ["brief-2009-W14.html", "brief-2009-W14.html", "brief-2009-W15.html"],
    "review": "review.html",
}
HELD = Promise("every answered request is journaled", "0", True)
BROKEN = Promise("every request is answered", "3, expected 4", False)


def outcome(*promises: Promise) -> Outcome:
    return Outcome(Path("run/drill"), RESULTS, list(promises), {"forecast": 1.2345}, 99.6)


def test_the_answer_comes_first():
    assert answer(outcome(HELD)) == "all 1 promises held; 100 seconds"
    assert answer(outcome(HELD, BROKEN)) == "1 of 2 promises did not hold; 100 seconds"


def test_every_figure_that_the_story_is_about_is_told():
    told = figures(outcome(HELD))
    assert told["names forecast"].startswith("1,530,500 (")
    assert "jogli.com, wnsux.com" in told["collisions"]
    assert "89.67% claimed, 88.90% verified, 5,605 gaps" in told["coverage 2009-04-01"]
    assert told["adversary"].startswith("qltzzbr.tn of 2009-04-04")
    assert "0 lost" in told["sightings"]
    assert "a day 1,500 addresses of 1,700 machines" in told["census"]
    assert told["briefings"] == "brief-2009-W14.html, brief-2009-W15.html"
    assert told["pages"] == "tidegate serve --home run/drill"


def test_json_holds_promises_and_seconds_too():
    values = json.loads(json.dumps(document(outcome(HELD, BROKEN)), default=str))
    assert [promise["held"] for promise in values["promises"]] == [True, False]
    assert values["seconds"] == {"forecast": 1.23}
    assert values["elapsed"] == 99.6
