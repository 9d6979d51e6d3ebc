"""The answer file."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidegate.dns.answers import reader
from tidegate.dns.answers.outcome import Outcome
from tidegate.exchange.epp.answers import write
from tidegate.exchange.epp.journal import Entry

NOTES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]))


@given(st.lists(st.tuples(st.sampled_from(["a.com", "b.com"]), st.sampled_from(["done", "taken"]), NOTES)))
def test_an_answer_is_read_as_it_was_written(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "answer.csv"
    write(path, (Entry(name, "block", word, note) for name, word, note in rows))
    with path.open(newline="", encoding="utf-8") as stream:
        header, *found = csv.reader(stream)
    assert header == ["name", "outcome", "note"]
    assert [tuple(row) for row in found] == rows


def test_what_was_given_back_is_not_done_any_more(tmp_path):
    entries = [Entry("a.com", "release", "done", "deleted"), Entry("b.com", "release", "failed", "2400")]
    write(tmp_path / "answer.csv", entries)
    assert (tmp_path / "answer.csv").read_text().splitlines() == [
        "name,outcome,note",
        "a.com,refused,given back: deleted",
        "b.com,failed,to be given back: 2400",
    ]


@pytest.mark.parametrize("word", list(Outcome))
def test_an_answer_is_what_the_import_reads(tmp_path, word):
    write(tmp_path / "answer.csv", [Entry("a.com", "block", word, "words, and more")])
    with (tmp_path / "answer.csv").open(newline="") as stream:
        [row] = reader.read(stream, "answer.csv").to_pylist()
    assert (row["name"], row["outcome"], row["note"], row["flaw"]) == ("a.com", word, "words, and more", None)
