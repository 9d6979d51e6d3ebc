"""The story is told in its own dates; the time that steps take is the real one."""

import io
from datetime import UTC, datetime

from tidegate.drill.narrator import Narrator


def test_a_line_bears_the_date_of_the_story():
    out = io.StringIO()
    narrator = Narrator(out)
    narrator.chapter("The eve")
    narrator.tell(datetime(2009, 3, 31, 9, tzinfo=UTC), "50,498 names asked for")
    assert out.getvalue() == "\nThe eve\n  2009-03-31 09:00  50,498 names asked for\n"


def test_steps_of_one_name_add_up():
    narrator = Narrator(io.StringIO())
    with narrator.step("exports"):
        pass
    once = narrator.seconds["exports"]
    with narrator.step("exports"):
        pass
    assert list(narrator.seconds) == ["exports"]
    assert narrator.seconds["exports"] >= once
    assert narrator.elapsed >= narrator.seconds["exports"]
