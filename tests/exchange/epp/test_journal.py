"""The journal outlives the process."""

import pytest

from tidegate.dns.answers.outcome import Outcome as Word
from tidegate.errors import TidegateError
from tidegate.exchange.epp.desk import Asked, Settled
from tidegate.exchange.epp.dialogue import Outcome
from tidegate.exchange.epp.domain import Check, Delete, Info
from tidegate.exchange.epp.journal import Entry, Journal
from tidegate.exchange.epp.response import Response, Result
from tidegate.exchange.epp.wish import Action

DONE = Response((Result(1000, ""),), "id-1", "server-1")


def settled(name, word="done", action=Action.BLOCK):
    return Settled(name, action, Outcome(Word(word), "a note"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "epp" / "registry.sqlite"


def test_outcomes_are_there_again_by_name(path):
    with Journal(path, "order") as journal:
        journal.write([], [settled("b.com"), settled("a.com", "refused")], [])
    with Journal(path, "order") as journal:
        assert list(journal.entries()) == [
            Entry("a.com", "block", "refused", "a note"),
            Entry("b.com", "block", "done", "a note"),
        ]
        journal.write([], [settled("c.com", action=Action.RELEASE)], [])
        assert journal.counts() == {"done": 1, "refused": 1, "released": 1}


@pytest.mark.parametrize(
    ("word", "final"), [("done", True), ("taken", True), ("refused", True), ("pending", False), ("failed", False)]
)
def test_what_another_try_could_change_is_tried_again(path, word, final):
    with Journal(path, "order") as journal:
        journal.write([], [settled("a.com", word)], [])
        assert journal.is_settled("a.com", Action.BLOCK) is final
        assert not journal.is_settled("a.com", Action.RELEASE)


def test_a_command_without_an_answer_is_remembered(path):
    with Journal(path, "order") as journal:
        sending = [
            Asked("id-1", Info("a.com"), ("a.com",)),
            Asked("id-2", Check(("b.com", "c.com")), ("b.com", "c.com")),
        ]
        journal.write([], [], sending)
    with Journal(path, "order") as journal:
        assert journal.unanswered() == ["a.com", "b.com", "c.com"]
        journal.write([("id-1", DONE)], [settled("b.com")], [])
        assert journal.unanswered() == ["c.com"]


def test_only_what_could_change_a_name_touches_it_for_whichever_order(path):
    with Journal(path, "order") as journal:
        sending = [Asked("id-1", Info("a.com"), ("a.com",)), Asked("id-2", Delete("b.com"), ("b.com",))]
        journal.write([], [], sending)
    with Journal(path, "another") as journal:
        assert not journal.was_touched("a.com")
        assert journal.was_touched("b.com")
        journal.write([], [settled("b.com", action=Action.RELEASE)], [])
        assert not journal.was_touched("b.com")


def test_orders_keep_out_of_each_others_way(path):
    with Journal(path, "order") as journal:
        journal.write([], [settled("a.com")], [Asked("id-1", Info("a.com"), ("a.com",))])
    with Journal(path, "another") as journal:
        assert journal.is_empty
        assert not journal.is_settled("a.com", Action.BLOCK)
        journal.forget()
    with Journal(path, "order") as journal:
        assert not journal.is_empty
        assert journal.is_settled("a.com", Action.BLOCK)


def test_two_processes_cannot_drive_one_account_at_once(path):
    with Journal(path, "order"), pytest.raises(TidegateError, match=r"registry\.sqlite: another process"):
        Journal(path, "order")


def test_a_file_that_is_no_journal_is_named(path):
    path.parent.mkdir()
    path.write_text("no database at all, and that at some length" * 10)
    with pytest.raises(TidegateError, match=r"registry\.sqlite: the journal cannot be used"):
        Journal(path, "order")
