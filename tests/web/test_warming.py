"""The first look is quick: what the overview needs is made before anybody asks."""

from starlette.testclient import TestClient

from tidegate.dns.coverage import measure as coverage
from tidegate.web.gate import Gate
from tidegate.web.warming import warming


def test_what_was_warmed_is_not_made_again(filled_home, monkeypatch):
    gate = Gate(filled_home, "local")
    for task in warming(gate):
        task()
    monkeypatch.setattr(coverage, "measure", None)
    for task in warming(gate):
        task()


def test_an_empty_home_needs_no_warming(empty_home):
    assert list(warming(Gate(empty_home, "local"))) == []


def test_a_server_that_starts_and_ends_at_once_leaves_nothing_behind(opened_home, visitor):
    with TestClient(visitor(opened_home).app, base_url="http://127.0.0.1:8642") as browser:
        assert browser.get("/operations/conficker").status_code == 200
