"""xxhex's counters."""

import pytest

from tidegate.dga import generate
from tidegate.errors import TidegateError


def test_a_span_of_counters_has_the_names_of_each():
    each = [generate("xxhex", config={"n": counter}) for counter in (31, 32)]
    assert generate("xxhex", config={"n": "31-32"}) == each[0] + each[1]


@pytest.mark.parametrize("counters", ["", "-1", "5-4", "1-65536", "1-2-3", "x"])
def test_what_is_no_span_is_refused(counters):
    with pytest.raises(TidegateError, match="is no span of counters from 0 to 65535"):
        generate("xxhex", config={"n": counters})
