"""An interrupted run is found again as it was, and a broken file is named."""

import pytest

from tidegate.dns.probe.resume import Run
from tidegate.errors import TidegateError

NAMES = [f"{letter}.com" for letter in "abcdefghijklmnop"]


def test_a_run_comes_back_as_it_was_saved(tmp_path):
    run = Run.begin({"resolver": "127.0.0.1:53"})
    run.count([3, 70_000], {"blocked": 1, "taken": 1}, open=1)
    run.save(tmp_path / "probe" / "2009-04-01.json")
    assert Run.load(tmp_path / "probe" / "2009-04-01.json") == run


def test_no_run_was_interrupted_where_there_is_no_file(tmp_path):
    assert Run.load(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"done": "ff"}', '{"done": "x", "verdicts": {}}', '{"verdicts": 3}'])
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "2009-04-01.json"
    path.write_text(text)
    with pytest.raises(TidegateError, match=r"2009-04-01\.json: is not the state of a probe run"):
        Run.load(path)


def test_a_run_keeps_its_order_and_another_has_its_own():
    one, other = Run.begin({}), Run.begin({})
    assert one.order(NAMES) == one.order(list(reversed(NAMES)))
    assert sorted(one.order(NAMES)) == NAMES
    assert one.order(NAMES) != other.order(NAMES)


def test_every_name_is_as_likely_to_come_first():
    drawn = [name for _ in range(2_000) for name in Run.begin({}).order(NAMES)[:4]]
    assert all(400 < drawn.count(name) < 600 for name in NAMES)


def test_what_is_written_is_counted_and_each_part_has_a_name_of_its_own():
    run = Run.begin({})
    first = run.part
    run.count([0, 9], {"blocked": 2}, open=0)
    run.count([4], {"blocked": 0, "taken": 1}, open=1)
    assert [place for place in range(12) if run.is_done(place)] == [0, 4, 9]
    assert (run.verdicts, run.open) == ({"blocked": 2, "taken": 1}, 1)
    assert run.part != first
