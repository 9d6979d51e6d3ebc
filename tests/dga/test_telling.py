"""What names tell, in three formats."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from tidegate.dga.decoding import Told
from tidegate.dga.telling import FORMATS

PING = Told(["a.com"], {"type": "P", "status": None, "running": ["One", "Other One"]})
PIECES = Told(["b.com", "c.com"], {"type": "D", "text": "corp.example", "complete": True})


def written(format, *told):
    stream = io.StringIO()
    FORMATS[format](iter(told), stream)
    return stream.getvalue()


def test_text_leaves_out_what_is_not_known():
    assert written("text", PING, PIECES).splitlines() == [
        "a.com  type P, running One; Other One",
        "b.com and 1 more  type D, text corp.example, complete yes",
    ]


def test_csv_has_a_column_for_whatever_any_names_tell():
    ping, pieces = csv.DictReader(io.StringIO(written("csv", PING, PIECES)))
    assert list(ping) == ["names", "type", "status", "running", "text", "complete"]
    assert (ping["running"], ping["status"], ping["text"]) == ("One; Other One", "", "")
    assert (pieces["names"], pieces["complete"]) == ("b.com; c.com", "yes")


def test_jsonl_keeps_values_as_they_are():
    assert json.loads(written("jsonl", PING)) == {"names": ["a.com"], **PING.facts}


@given(st.text())
def test_nothing_that_a_victims_data_hold_reaches_a_terminal_as_a_command(text):
    (line,) = written("text", Told(["a.com"], {"text": text, "end": "."})).split("\n")[:-1]
    assert line.isprintable()
