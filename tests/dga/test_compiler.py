"""What was compiled is kept under a name that changes with the code it was made from."""

from tidegate.dga import compiler
from tidegate.dga.families import dyre, newgoz


def test_each_generator_has_a_mark_of_its_own():
    assert compiler._mark(dyre.spell) != compiler._mark(newgoz.spell)


def test_mark_changes_with_what_generators_share(monkeypatch, tmp_path):
    before = compiler._mark(dyre.spell)
    (tmp_path / "more.py").write_text("NEW = 1\n")
    monkeypatch.setattr(compiler, "_HOUSE", tmp_path)
    compiler._shared.cache_clear()
    try:
        assert compiler._mark(dyre.spell) != before
    finally:
        compiler._shared.cache_clear()
