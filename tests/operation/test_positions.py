"""Where keys stand: each on the line a person would point at, and never a crash on TOML that is right."""

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tidegate.operation.playbook import bundled, read_text
from tidegate.operation.toml.positions import lines


def line(text, *path):
    return lines(text)[path]


def test_a_plain_key_stands_on_its_line():
    assert line("a = 1\nb = 2\n", "b") == 2


def test_a_key_stands_in_its_table():
    assert line("a = 1\n[t.u]\n\n# a = 3\na = 2\n", "t", "u", "a") == 5


def test_a_table_stands_on_the_line_of_its_header():
    assert line("\n[t]\na = 1\n", "t") == 2


def test_each_of_several_tables_is_counted_and_its_inner_tables_belong_to_the_newest():
    text = "[[m]]\nv = 1\n[m.b]\nx = 1\n[[m]]\nv = 2\n[m.b]\nx = 2\n"
    found = lines(text)
    assert (found["m", 0, "v"], found["m", 0, "b", "x"]) == (2, 4)
    assert (found["m", 1, "v"], found["m", 1, "b", "x"]) == (6, 8)


def test_elements_of_a_list_over_several_lines_stand_on_their_own():
    assert line('h = [ # hosts\n  "a", # one\n\n  "b",\n]\n', "h", 1) == 4


def test_keys_of_an_inline_table_and_lists_in_it():
    assert line('r = { a = [\n "x",\n "y"], b = "z" }\n', "r", "b") == 3


def test_text_that_looks_like_toml_inside_a_string_is_text():
    text = 'a = """\n[t]\nb = 1\n"""\nc = \'[x]\'\nd = "# } ]"\n'
    assert lines(text) == {("a",): 1, ("c",): 5, ("d",): 6}


def test_dotted_and_quoted_keys():
    assert lines('a."b c".d = 1\n')["a", "b c", "d"] == 1


@pytest.mark.parametrize("name", bundled())
def test_every_key_of_a_bundled_playbook_has_a_line(name):
    text, _ = read_text(name)
    assert paths(tomllib.loads(text)) <= set(lines(text))


def paths(value, path=()):
    if isinstance(value, dict):
        return {(*path, key) for key in value}.union(*(paths(item, (*path, key)) for key, item in value.items()))
    if isinstance(value, list):
        return {(*path, i) for i in range(len(value))}.union(*(paths(item, (*path, i)) for i, item in enumerate(value)))
    return set()


PIECES = st.sampled_from(
    [
        *("a", "b", "a.b", '"c d"', " = ", "=", "1", "1.5", "true", "2009-04-01", '"x"', "'y'", '"""\n"""'),
        *("[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", "# c\n"),
        *("\n[a]\n", "\n[[m]]\n", "\n[m.b]\n", "\na = ", "\nb = [1, {c = 2}]\n"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=400)
@example("[[a]]\n[[a.b]]\nc=1\n[[a]]\n[[a.b]]\nc=2")
def test_whatever_is_toml_has_a_line_for_every_key(text):
    try:
        values = tomllib.loads(text)
    except ValueError:
        return
    found = lines(text)
    assert paths(values) <= set(found)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())
