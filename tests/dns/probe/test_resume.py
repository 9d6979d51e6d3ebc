"""An interrupted run is found again as it was, and a broken file is named."""

import pytest

from tidegate.dns.probe.resume import Run
from tidegate.errors import TidegateError

NAMES = [f"{letter}.com" for letter in "abcdefghijklmnop"]


def test_a_run_comes_back_as_it_was_saved(tmp_path):
    run = Run.begin({"resolver": "127.0.0.1:53"}, batch=500)
    run.done[3] = {"blocked": 499, "taken": 1}
    run.save(tmp_path / "probe" / "2009-04-01.json")
    assert Run.load(tmp_path / "probe" / "2009-04-01.json") == run


def test_no_run_was_interrupted_where_there_is_no_file(tmp_path):
    assert Run.load(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"done": {}}', '{"done": {"x": {}}}', '{"done": 3}'])
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "2009-04-01.json"
    path.write_text(text)
    with pytest.raises(TidegateError, match=r"2009-04-01\.json: is not the state of a probe run"):
        Run.load(path)


def test_a_run_keeps_its_order_and_another_has_its_own():
    one, other = Run.begin({}, 500), Run.begin({}, 500)
    assert one.order(NAMES, None) == one.order(list(reversed(NAMES)), None)
    assert sorted(one.order(NAMES, None)) == NAMES
    assert one.order(NAMES, None) != other.order(NAMES, None)


def test_a_sample_is_the_beginning_of_the_order():
    run = Run.begin({}, 500)
    assert run.order(NAMES, 5) == run.order(NAMES, None)[:5]


def test_every_name_is_as_likely_to_be_drawn():
    drawn = [name for _ in range(2_000) for name in Run.begin({}, 500).order(NAMES, 4)]
    assert all(400 < drawn.count(name) < 600 for name in NAMES)
