"""Two operators find the names that both hold, and nothing of the others leaves either house."""

import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dns.overlap import answer, ask, common
from tidegate.errors import TidegateError

NAMES = st.sets(st.sampled_from([f"n{number}.example" for number in range(12)]), min_size=1)


@settings(max_examples=20, deadline=None)
@given(NAMES, NAMES)
def test_what_both_hold_is_found_and_nothing_else(mine, theirs):
    question = ask(mine)
    assert common(question, answer(question.message, theirs, "question"), "answer") == sorted(mine & theirs)


def test_no_name_can_be_read_in_what_is_sent_and_no_question_is_like_another():
    question = ask(["wnsux.com", "jogli.com"])
    sent = question.message + answer(question.message, ["darkride.net"], "question")
    assert not any(label in sent for label in (b"wnsux", b"jogli", b"darkride"))
    assert question.message != ask(["wnsux.com", "jogli.com"]).message


def test_a_question_that_fishes_for_a_whole_forecast_is_refused():
    question = ask(f"n{number}.example" for number in range(11))
    with pytest.raises(TidegateError, match="asks about 11 names, more than the 10"):
        answer(question.message, ["n1.example"], "q.psi", most=10)


def test_an_answer_to_another_question_is_refused():
    first, second = ask(["a.example"]), ask(["a.example"])
    with pytest.raises(TidegateError, match=r"a\.psi: answers another question"):
        common(first, answer(second.message, ["a.example"], "q.psi"), "a.psi")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=80), st.booleans())
def test_garbage_is_an_error_that_names_the_file(body, has_head):
    question = ask(["a.example"])
    reply = answer(question.message, ["a.example"], "q.psi")
    head = question.message.partition(b"\n")[0] + b"\n" if has_head else b""
    with pytest.raises(TidegateError, match=r"^q\.psi: "):
        answer(head + body, ["a.example"], "q.psi")
    head = reply[: reply.index(b"\n") + 1 + 32] if has_head else b""
    with pytest.raises(TidegateError, match=r"^a\.psi: "):
        common(question, head + body, "a.psi")


def test_three_commands_and_two_files_between_two_operators(tmp_path):
    def tidegate(*words):
        return CliRunner().invoke(build(), ["overlap", *map(str, words)])

    (tmp_path / "mine").write_text("Sunk.example.  # ours since March\nonly-mine.example\n")
    (tmp_path / "theirs").write_text("sunk.example\nonly-theirs.example\n")
    asked = ("--out", tmp_path / "q", "--keep", tmp_path / "kept")
    assert tidegate("ask", tmp_path / "mine", *asked).exit_code == 0
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o600
    assert tidegate("answer", tmp_path / "q", tmp_path / "theirs", "--out", tmp_path / "a").exit_code == 0
    told = tidegate("read", tmp_path / "a", "--kept", tmp_path / "kept", "--question", tmp_path / "q")
    assert told.stdout.split() == ["name", "sunk.example"]


def test_a_line_that_is_no_name_is_named(tmp_path):
    (tmp_path / "mine").write_text("fine.example\n-not a name-\n")
    asked = ("--out", tmp_path / "q", "--keep", tmp_path / "kept")
    failed = CliRunner().invoke(build(), ["overlap", "ask", str(tmp_path / "mine"), *map(str, asked)])
    assert str(failed.exception).startswith(f"{tmp_path / 'mine'}:2: ")
    assert not (tmp_path / "q").exists()
