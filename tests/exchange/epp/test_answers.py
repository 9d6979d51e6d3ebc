"""The answer file."""

import csv

from hypothesis import given
from hypothesis import strategies as st

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


def test_what_was_given_back_says_so(tmp_path):
    write(tmp_path / "answer.csv", [Entry("a.com", "release", "done", "deleted")])
    assert (tmp_path / "answer.csv").read_text() == "name,outcome,note\na.com,done,released: deleted\n"
