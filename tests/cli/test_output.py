"""What a command reports: a table for people, whole rows for pipes, the same as JSON for programs."""

import json
from datetime import date, datetime

from rich.console import Console

from tidegate.cli import output
from tidegate.cli.output import facts, report

ROWS = [
    {"day": date(2009, 3, 13), "name": "wnsux.com", "load": 15_600_000.0, "evidence": "a long text " * 20},
    {"day": date(2009, 3, 31), "name": "[bold]praat.org", "load": 0.01, "evidence": None},
]


def test_in_a_pipe_a_row_is_one_line(capsys):
    report(ROWS, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "15,600,000" in lines[1]


def test_a_hostile_value_is_text_and_not_markup(capsys):
    report(ROWS, as_json=False)
    assert "[bold]praat.org" in capsys.readouterr().out


def test_json_holds_the_same_rows(capsys):
    report(ROWS, as_json=True)
    assert json.loads(capsys.readouterr().out)[0]["day"] == "2009-03-13"


def test_no_rows_say_so(capsys):
    report([], as_json=False, title="orders")
    assert capsys.readouterr().out == "orders: nothing\n"


def test_facts_are_name_and_value(capsys):
    facts({"names": 1_530_500, "open": True, "models": ["a", "b"]}, as_json=False)
    assert capsys.readouterr().out == "names   1,530,500\nopen    yes\nmodels  a, b\n"


def test_a_moment_is_shown_in_utc_and_to_the_second(capsys):
    facts({"at": datetime.fromisoformat("2009-04-01T12:30:00.123456+14:00")}, as_json=False)
    assert capsys.readouterr().out == "at  2009-03-31 22:30:00 UTC\n"


def test_on_a_narrow_terminal_brief_columns_are_cut_and_a_row_stays_one_line(capsys, monkeypatch):
    monkeypatch.setattr(output, "_console", lambda: Console(width=60))
    report(ROWS, as_json=False, brief=["evidence"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert max(map(len, lines)) <= 60
    assert lines[1].rstrip().endswith("…")
    assert "wnsux.com" in lines[1]


def test_brief_columns_are_whole_where_there_is_room(capsys, monkeypatch):
    monkeypatch.setattr(output, "_console", lambda: Console(width=400))
    report(ROWS, as_json=False, brief=["evidence", "name"])
    assert "…" not in capsys.readouterr().out
