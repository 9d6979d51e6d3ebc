"""Registries' answers as their offices write them: every line is a row, whatever stands in it."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.answers.reader import LINES, read
from tidegate.errors import TidegateError


def rows(text):
    """The readable rows, as (name, outcome, note)."""
    found = read(io.StringIO(text, newline=None), "answer.csv").to_pylist()
    return [(row["name"], row["outcome"], row["note"]) for row in found if row["flaw"] is None]


def flaws(text):
    found = read(io.StringIO(text, newline=None), "answer.csv").to_pylist()
    return [(row["line"], row["flaw"]) for row in found if row["flaw"] is not None]


@pytest.mark.parametrize(
    "text",
    [
        "name,outcome,note\na.com,done,thanks\n",
        "Outcome;Comment;Domain Name\nOK;thanks;A.COM.\n",
        "status\tFQDN\tremarks\r\nblocked\ta.com\tthanks\r\n",
        '"name","outcome","note"\r\n"a.com","Done","thanks"\r\n',
        "# our answer\n\nname|result|reason\na.com|yes|thanks\n",
        "a.com,done,thanks\n",
        "done,a.com,thanks\n",
        "date,domain,suffix,models,action,order,status,notes\n2009-04-01,a.com,com,c,block,o,done,thanks\n",
    ],
)
def test_headings_separators_and_case_may_be_anything(text):
    assert rows(text) == [("a.com", "done", "thanks")]


def test_international_names_become_what_the_dns_has():
    assert rows("name,outcome\nBÜCHER.example,done\n") == [("xn--bcher-kva.example", "done", "")]


def test_a_quoted_note_may_go_over_lines():
    assert rows('name,outcome,note\na.com,done,"one\ntwo"\nb.com,no,\n') == [
        ("a.com", "done", "one\ntwo"),
        ("b.com", "refused", ""),
    ]


def test_a_line_that_cannot_be_read_is_told_with_its_number_and_value():
    assert flaws("name,outcome\na.com,done\nno domain,done\nb.com,perhaps\nc.com,\nd.com\n") == [
        (3, "'no domain' is not a domain name: label 'no domain' is empty, too long or holds a forbidden character"),
        (4, "b.com: unknown outcome 'perhaps'; say done, pending, taken, refused, failed"),
        (5, "c.com: no outcome"),
        (6, "d.com: no outcome"),
    ]


def test_a_quote_that_is_never_closed_swallows_no_line():
    text = 'name,outcome,note\na.com,done,"oh\nb.com,done,\nc.com,refused,\n'
    assert rows(text) == [("a.com", "done", "oh"), ("b.com", "done", ""), ("c.com", "refused", "")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "answer.csv: says nothing"),
        ("# only a comment\n", "answer.csv: says nothing"),
        ("a.com\nb.com\n", "answer.csv:1: 'a.com' are neither headings"),
        ("\nname,day\na.com,1\n", "answer.csv:2: 'name,day' are neither headings"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_line(text, message):
    with pytest.raises(TidegateError, match=message):
        rows(text)


NAMES = st.from_regex(r"[a-z]{1,8}\.(com|co\.uk)", fullmatch=True)
NOTES = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=["Cs", "Cc"]), max_size=9)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["done", "refused", "pending"]), NOTES), min_size=1), st.data())
def test_what_any_spreadsheet_writes_is_read_back(answers, data):
    delimiter = data.draw(st.sampled_from([",", ";", "\t"]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["Note", "Domain", "Outcome"])
    writer.writerows((f"n{note}", name.upper() + ".", said.title()) for name, said, note in answers)
    assert rows(out.getvalue()) == [(name, said, f"n{note}".strip()) for name, said, note in answers]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n#"), min_size=1, max_size=20)))
def test_every_line_is_a_row_whatever_stands_in_it(lines):
    kept = [f"x{line}" for line in lines]
    table = read(["name,outcome\n", *(f"{line}\n" for line in kept)], "answer.csv")
    assert table.schema == LINES
    texts = "".join(kept)
    if texts.count('"') == 0:
        assert table["line"].to_pylist() == list(range(2, len(kept) + 2))
    assert all(row["flaw"] or (row["name"] and row["outcome"]) for row in table.to_pylist())


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    with suppress(TidegateError):
        read(io.StringIO(text, newline=None), "answer.csv")
