"""BigViktor's names that were seen in use."""

import pytest

from tidegate.dga import generate


@pytest.mark.parametrize(
    ("day", "place", "name"),
    [
        ("2020-06-01", 835, "video.workfrequentsentence.club"),
        ("2020-07-31", 14, "support.showremote-conclusion.fans"),
        ("2020-07-01", 92, "waitcornermountain.club"),
    ],
)
def test_a_name_reported_live_stands_at_its_place(day, place, name):
    assert generate("bigviktor", day)[place] == name
