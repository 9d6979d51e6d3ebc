"""What a generator's inputs may be, and what is said about those that may not."""

import pytest

from tidegate.dga.parameters import domain, endings, label, numbers, one_or_any, text, time_of_day


@pytest.mark.parametrize(
    ("given", "flaw"),
    [
        ("", "'' has 0 characters, not 1 to 8"),
        ("x" * 9, "'xxxxxxxxx' has 9 characters, not 1 to 8"),
        ("é", "'é' is not printable ASCII"),
    ],
)
def test_text_has_its_bounds(given, flaw):
    with pytest.raises(ValueError, match="^" + flaw + "$"):
        text("seed", least=1, most=8).parse(given)


@pytest.mark.parametrize("given", ["", ".com", "Com", "a..b"])
def test_domain_is_one_in_its_canonical_form(given):
    with pytest.raises(ValueError, match=f"^{given!r} is no domain$"):
        domain("com").parse(given)


@pytest.mark.parametrize("given", ["", "two.labels", "Upper", "-dash", "toolong"])
def test_label_is_one_of_a_domain_and_no_longer_than_it_may(given):
    with pytest.raises(ValueError, match=f"^{given!r} is no label of at most 6 characters$"):
        label("six", longest=6).parse(given)


def test_numbers_are_kept_in_order_with_repeats():
    assert numbers("3,1,3", many=3).default == (3, 1, 3)


@pytest.mark.parametrize(
    ("given", "flaw"),
    [("1,2", "'1,2' has 2 numbers, not 3"), ("1,2,10", "10 is not from 0 to 9"), ("1,2,x", "invalid")],
)
def test_numbers_have_their_bounds_and_their_number(given, flaw):
    with pytest.raises(ValueError, match=f"^{flaw}"):
        numbers("1,2,3", high=9, many=3).parse(given)


def test_one_or_any_is_the_first_and_the_last_that_it_may_be():
    hour = one_or_any(23, help="of the day")
    assert hour.default == hour.parse("any") == (0, 23)
    assert hour.parse("7") == (7, 7)
    assert [hour.write(span) for span in ((0, 23), (7, 7))] == ["any", "7"]
    with pytest.raises(ValueError, match=r"^24 is not from 0 to 23$"):
        hour.parse("24")


def test_time_of_day_is_its_first_and_last_second():
    assert time_of_day("any").default == (0, 86_399)
    assert time_of_day("any").parse("21:46:40") == (78_400, 78_400)


@pytest.mark.parametrize("given", ["", "24:00:00", "1:00:00", "12:60:00", "12:00", "noon"])
def test_what_is_no_time_of_day_is_said(given):
    with pytest.raises(ValueError, match=f"^'{given}' is no time of the day$"):
        time_of_day("any").parse(given)


def test_endings_are_kept_in_order_with_repeats():
    assert endings("org,com,org", many=3).default == ("org", "com", "org")


@pytest.mark.parametrize(
    ("given", "flaw"), [("com,org", "'com,org' has 2 endings, not 3"), ("com,,org", "'' is no domain")]
)
def test_endings_are_domains_and_as_many_as_a_generator_takes(given, flaw):
    with pytest.raises(ValueError, match=f"^{flaw}$"):
        endings("org,com,org", many=3).parse(given)
