"""Shiotob's first name, which is stored in the sample."""

import pytest

from tidegate.dga import generate
from tidegate.errors import TidegateError


@pytest.mark.parametrize("domain", ["wtipubctwiekhir", "wtipubctwiekhir.org", "short.net", "a.wtipubctwiekhir.net"])
def test_a_first_name_of_another_form_is_refused(domain):
    with pytest.raises(TidegateError, match="is no label of 10 to 60 characters under net or com"):
        generate("shiotob", variant="v1", config={"seed_domain": domain})


def test_of_the_second_version_s_key_the_low_eight_bits_count():
    keys = ("C6256EC4", "C4", "C5")
    first, same, other = (generate("shiotob", variant="v2", config={"key": key, "count": 20}) for key in keys)
    assert first == same != other


def test_a_key_of_zero_is_the_first_version():
    assert generate("shiotob", variant="v2", config={"key": "0"}) == generate("shiotob", variant="v1")
