"""Domain names have one form, and what cannot be one is refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.errors import TidegateError
from tidegate.names.domain import BadDomainError, is_domain, normalise


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WNSUX.com.", "wnsux.com"),
        (" example.org ", "example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("_dmarc.example.org", "_dmarc.example.org"),
        ("1.2.3.4", "1.2.3.4"),
    ],
)
def test_a_name_is_lower_case_a_labels_without_the_trailing_dot(text, name):
    assert normalise(text) == name
    assert is_domain(name)


@pytest.mark.parametrize(
    "text", ["", ".", "a..b", "-a.com", "a b.com", "a" * 64 + ".com", "a." * 127 + "com", "co.uk /"]
)
def test_what_cannot_be_a_name_is_refused_and_named(text):
    with pytest.raises(BadDomainError, match="is not a domain name"):
        normalise(text)


@given(st.text(max_size=300))
def test_any_text_is_a_canonical_name_or_a_clear_error(text):
    try:
        name = normalise(text)
    except TidegateError:
        return
    assert is_domain(name)
    assert normalise(name) == name
