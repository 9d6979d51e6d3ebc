"""A drill never takes the place of anything but a drill."""

from datetime import date
from pathlib import Path

import pytest

from tidegate.drill import run as drill
from tidegate.errors import TidegateError, UnknownNameError
from tidegate.operation.opening import open_operation
from tidegate.operation.playbook import load
from tidegate.store import Home


def refuse(path: Path, **options: object) -> str:
    with pytest.raises(TidegateError) as refused:
        drill.run("conficker", path, **{"bots": 1, "days": 8, **options})  # type: ignore[arg-type]
    return str(refused.value)


def marked(path: Path) -> None:
    (path / "drill").mkdir(parents=True)
    (path / "drill" / "this-is-a-drill").touch()


def test_a_real_operation_is_left_as_it_is(tmp_path: Path):
    records = Home(tmp_path).records
    open_operation(records, "conficker", load("conficker")[1], "conficker.toml", date(2009, 3, 1), "local")
    before = records.verify()
    assert "holds something that is no drill" in refuse(tmp_path, again=True)
    assert records.verify() == before


def test_an_earlier_drill_stays_unless_it_is_to_be_replaced(tmp_path: Path):
    marked(tmp_path)
    assert "--again" in refuse(tmp_path)


def test_an_operation_beside_a_drill_keeps_it_from_being_removed(tmp_path: Path):
    marked(tmp_path)
    records = Home(tmp_path).records
    open_operation(records, "mariposa", load("mariposa")[1], "mariposa.toml", date(2009, 3, 1), "local")
    assert "operation 'mariposa'" in refuse(tmp_path, again=True)


def test_what_is_removed_is_only_what_a_drill_makes(tmp_path: Path):
    marked(tmp_path)
    for made in ("lake", "journal", "sent"):
        (tmp_path / made).mkdir()
    (tmp_path / "records.sqlite").touch()
    (tmp_path / "notes.txt").write_text("mine")
    drill._prepare(tmp_path, again=True)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["drill", "notes.txt"]


def test_a_file_is_no_home(tmp_path: Path):
    (tmp_path / "home").touch()
    assert "is no directory" in refuse(tmp_path / "home")


@pytest.mark.parametrize("options", [{"bots": 0}, {"bots": 10**9}, {"days": 7}, {"days": 62}])
def test_a_drill_is_bounded(tmp_path: Path, options: dict[str, int]):
    assert "a drill has" in refuse(tmp_path / "home", **options)
    assert not (tmp_path / "home").exists()


def test_an_unknown_drill_is_named(tmp_path: Path):
    with pytest.raises(UnknownNameError, match="'zeus'"):
        drill.run("zeus", tmp_path / "home")
