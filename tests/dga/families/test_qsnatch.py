"""QSnatch's names of an hour, and of a day."""

import pytest

from tidegate.dga import generate
from tidegate.errors import TidegateError

DAY = "2019-11-11"


def names(hour):
    return generate("qsnatch", DAY, variant="a", config={"hour": hour})


def test_a_day_has_what_can_be_looked_up_of_each_hour_and_nothing_else():
    hours = {name for hour in range(24) for name in names(hour)}
    assert set(names("any")) == {name for name in hours if ".." not in name}
    assert any(".." in name for name in hours)


def test_both_variants_share_the_digits_of_an_interval():
    assert names(23)[0] == "t2q2r.cf"
    assert generate("qsnatch", DAY, variant="b")[0] == "t2q2rs.cf"


@pytest.mark.parametrize("hour", ["24", "-1", "noon"])
def test_an_hour_that_no_day_has_is_refused(hour):
    with pytest.raises(TidegateError, match=f"config hour={hour} of qsnatch/a"):
        names(hour)
