"""Reading TOML key by key: what is wrong is said with file, line, key and reason."""

from datetime import date

import pytest

from tidegate.operation.toml.table import FlawError, read


def flaw(text, reader):
    with pytest.raises(FlawError) as caught:
        reader(read(text, "p.toml"))
    return str(caught.value)


def test_values_come_in_the_type_that_is_asked_for():
    top = read('t = "x"\nn = 3\nf = 0.5\nb = true\nd = 2009-04-01\nl = ["a", "b"]\n', "p.toml")
    assert (top.text("t"), top.whole("n", least=0, most=9), top.number("f", least=0, most=1)) == ("x", 3, 0.5)
    assert (top.flag("b"), top.day("d"), top.texts("l")) == (True, date(2009, 4, 1), ("a", "b"))


def test_a_missing_key_takes_the_default_or_is_refused_at_its_table():
    assert read("", "p.toml").text("t", "d") == "d"
    assert (
        flaw("\n[a]\nx = 1\n", lambda top: top.table("a").text("y")) == "p.toml:2: a.y: is missing; it must be a text"
    )


def test_an_unknown_key_lists_the_known_ones():
    assert flaw("a = 1\nc = 2", lambda top: top.only("a", "b")) == "p.toml:2: c: unknown key; known: a, b"


@pytest.mark.parametrize(
    ("text", "reader", "reason"),
    [
        ("a = 1", lambda top: top.text("a"), "1 is not a text"),
        ('a = "1"', lambda top: top.whole("a", least=0, most=9), '"1" is not a whole number'),
        ("a = true", lambda top: top.whole("a", least=0, most=9), "True is not a whole number"),
        ("a = 10", lambda top: top.whole("a", least=0, most=9), "10 is not between 0 and 9"),
        ("a = nan", lambda top: top.number("a", least=0, most=9), "nan is not between 0 and 9"),
        ("a = 1", lambda top: top.flag("a"), "1 is not true or false"),
        ("a = 2009-04-01T00:00:00", lambda top: top.day("a"), "is not a day"),
        ("a = [1]", lambda top: top.texts("a"), "1 is not a text"),
        ('a = ["x", "x"]', lambda top: top.texts("a"), '"x" stands here twice'),
        ('a = "x "', lambda top: top.text("a"), '"x " ends in a space'),
        ('a = " x"', lambda top: top.text("a"), '" x" begins with a space'),
        ('a = ""', lambda top: top.text("a"), "is empty"),
        ("a = 1", lambda top: top.table("a"), "1 is not a table"),
        ("a = [1]", lambda top: top.tables("a"), "1 is not a table"),
        ("a = {}", lambda top: top.tables("a"), "{} is not a list of tables"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_key(text, reader, reason):
    message = flaw(f"\n\n{text}", reader)
    assert message.startswith("p.toml:3: a: ")
    assert reason in message


def test_an_element_of_a_list_is_reported_on_its_own_line():
    assert flaw('a = [\n "x",\n "y ",\n]', lambda top: top.texts("a")) == 'p.toml:3: a: "y " ends in a space'


def test_a_table_in_a_list_is_named_by_its_number():
    text = "[[m]]\nv = 1\n[[m]]\nv = 2\n"
    assert flaw(text, lambda top: top.tables("m")[1].text("v")) == "p.toml:4: m[1].v: 2 is not a text"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = ", "p.toml:2: is not TOML: invalid value"),
        ("a = 1\na = 2\n", "p.toml:2: is not TOML: cannot overwrite a value"),
        ("a = " + "[" * 5000, "p.toml:1: is not TOML that can be read: it is nested too deeply"),
        ("a = " + "1" * 5000, "p.toml:1: is not TOML: "),
        ("a = 2009-13-40\n", "p.toml:1: is not TOML: "),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(text, message):
    assert flaw(text, lambda top: top).startswith(message)
