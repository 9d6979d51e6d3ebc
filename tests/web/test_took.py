"""How long something took, as people say it."""

from datetime import timedelta

import pytest

from tidegate.web.took import took


@pytest.mark.parametrize(
    ("hours", "said"),
    [(None, "–"), (0, "0 minutes"), (0.75, "45 minutes"), (1, "1.0 hours"), (36, "1.5 days"), (48_000, "2,000.0 days")],
)
def test_a_time_is_said_in_the_unit_that_suits_it(hours, said):
    assert took(None if hours is None else timedelta(hours=hours)) == said
