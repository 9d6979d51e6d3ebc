"""A WebAssembly model in the home is a family like any other: listed, forecast, on the record."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga.catalogue import entries, entry
from tidegate.dga.wasm.model import digest
from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.store import Home
from tidegate.store.home import in_use, use

ANSWERS = Path(__file__).parents[1] / "vectors" / "dircrypt.jsonl"
"""What the built-in family is held against."""
PLAYBOOK = """
name = "acme"
title = "Acme"
horizon_days = 3

[label]
tlp = "amber"
pap = "amber"

[[models]]
family = "acme"
variant = "default"
config = {{ seed = "{seed}" }}

[registries.com]
name = "The registry of com"
suffixes = ["com"]
action = "block"
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of one's own, which this process works with until the test ends."""
    monkeypatch.setattr("tidegate.store.home._used", [])
    return use(Home(tmp_path / "home"))


def run(*words):
    result = CliRunner().invoke(build(), [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def dga(*words):
    return run("dga", *words, "--home", in_use().path)


def test_added_model_is_listed_with_its_mark(home, another):
    file = another("acme", "acme2")
    mark = digest(file.read_bytes())
    assert json.loads(dga("add", file, "--json").stdout)["origin"] == f"wasm {mark}"
    (line,) = [line for line in dga("list").stdout.splitlines() if line.startswith("acme ")]
    assert line.rstrip().endswith(f"wasm {mark[:12]}")
    assert entry("ACME2").origin == f"wasm {mark}"
    assert (home.path / "models" / f"{mark}.wasm").read_bytes() == file.read_bytes()


def test_who_added_which_model_stands_on_the_record(home, another):
    dga("add", another("acme"))
    (event,) = home.records.events(kinds={"model.added"})
    assert (event.actor, event.body["family"]) == ("local", "acme")
    assert event.body["sha256"] == digest(another("acme").read_bytes())
    assert home.records.verify().flaw is None


def test_its_names_are_those_of_the_family(another):
    dga("add", another("acme"))
    assert dga("generate", "acme", "--limit", 2).stdout.split() == ["rauggyguyp.com", "llullzza.com"]
    assert dga("generate", "acme", "--config", "9a11b7cc", "--limit", 1).stdout.split() == ["lldpoyrzfi.com"]


def test_it_needs_the_file_no_more_that_it_came_from(another):
    file = another("acme")
    dga("add", file)
    file.unlink()
    assert dga("generate", "acme", "--limit", 1).stdout.split() == ["rauggyguyp.com"]


def test_an_operation_forecasts_it_like_a_built_in_one(home, another, tmp_path):
    dga("add", another("acme"))
    playbook = tmp_path / "acme.toml"
    playbook.write_text(PLAYBOOK.format(seed=2584852428))
    run("init", "acme", "--playbook", playbook, "--from", "2020-02-01", "--home", home.path)
    made = json.loads(run("forecast", "acme", "--home", home.path, "--json").stdout)
    assert [(row["model"], row["names"]) for row in made] == [("acme/default:seed=2584852428", 90)]
    rows = home.lake.execute(home.lake.table("forecast", "acme")).to_pylist()
    assert rows[0]["name"].endswith(".com")
    assert {row["name"] for row in rows} >= {"lldpoyrzfi.com", "chbqrhunxg.com"}


def test_forecast_is_made_anew_with_a_newer_module(home, another, tmp_path):
    dga("add", another("acme"))
    playbook = tmp_path / "acme.toml"
    playbook.write_text(PLAYBOOK.format(seed=1))
    run("init", "acme", "--playbook", playbook, "--from", "2020-02-01", "--home", home.path)
    assert "3 days made, 0 kept" in run("forecast", "acme", "--home", home.path).stderr
    assert "0 days made, 3 kept" in run("forecast", "acme", "--home", home.path).stderr
    dga("add", another("acme", "other-name"), "--replace")
    assert "3 days made, 0 kept" in run("forecast", "acme", "--home", home.path).stderr


def test_playbook_names_a_config_that_it_cannot_read(home, another, tmp_path):
    dga("add", another("acme"))
    playbook = tmp_path / "acme.toml"
    playbook.write_text(PLAYBOOK.format(seed="x"))
    with pytest.raises(TidegateError, match=r"acme\.toml:13: .*seed=x of default: invalid literal"):
        run("init", "acme", "--playbook", playbook, "--from", "2020-02-01", "--home", home.path)


def test_another_home_does_not_have_it(another, tmp_path):
    dga("add", another("acme"))
    use(Home(tmp_path / "other"))
    with pytest.raises(UnknownNameError):
        entry("acme")


def test_taken_names_are_refused_and_nothing_is_kept(home, dircrypt, another):
    with pytest.raises(TidegateError) as refused:
        dga("add", dircrypt)
    assert str(refused.value).startswith(f"{dircrypt}: wasm ")
    assert str(refused.value).endswith("the name 'dircrypt' of its family 'dircrypt' is that of 'dircrypt' (built in)")
    with pytest.raises(TidegateError, match="the name 'kido' of its family 'acme'"):
        dga("add", another("acme", "kido"))
    assert not home.path.exists()


def test_newer_module_stands_for_the_older_only_where_asked(home, another):
    dga("add", another("acme"))
    older = entry("acme").origin
    newer = another("acme", "other-name")
    with pytest.raises(TidegateError, match="is that of 'acme'"):
        dga("add", newer)
    assert entry("acme").origin == older
    dga("add", newer, "--replace")
    assert entry("other-name").origin == f"wasm {digest(newer.read_bytes())}" != older
    with pytest.raises(TidegateError, match="'conficker'"):
        dga("add", another("acme", "conficker"), "--replace")


def test_built_in_family_is_never_replaced(dircrypt):
    with pytest.raises(TidegateError, match="built in"):
        dga("add", dircrypt, "--replace")


def test_adding_it_again_changes_nothing(home, another):
    dga("add", another("acme"))
    dga("add", another("acme"))
    assert len(home.records.events(kinds={"model.added"})) == 1


def test_module_that_was_changed_is_not_run(home, another):
    dga("add", another("acme"))
    (file,) = (home.path / "models").iterdir()
    file.write_bytes(file.read_bytes().replace(b"ransomware", b"tampered!!"))
    with pytest.raises(TidegateError, match="was changed after it was added"):
        dga("generate", "acme")


def test_module_that_is_gone_is_named_and_the_others_are_there(home, another):
    dga("add", another("acme"))
    shutil.rmtree(home.path / "models")
    (home.path / "models").mkdir()
    with pytest.raises(TidegateError, match="No such file"):
        dga("generate", "acme")
    assert "conficker" in entries().families


def test_module_that_is_no_model_is_not_added(home, tmp_path):
    file = tmp_path / "no.wasm"
    file.write_bytes(b"MZ")
    with pytest.raises(TidegateError, match=r"no\.wasm: is no WebAssembly module"):
        dga("add", file)
    assert not home.path.exists()


def test_stranger_may_add_nothing(another):
    with pytest.raises(NotAllowedError):
        dga("add", another("acme"), "--as", "stranger")


def test_commands_take_a_module_by_its_path(dircrypt):
    assert dga("generate", dircrypt, "--limit", 1).stdout.split() == ["rauggyguyp.com"]
    shown = json.loads(dga("show", dircrypt, "--json").stdout)
    assert (shown["family"], shown["variants"][0]["valid_for"]) == ("dircrypt", "always")
    assert dga("check", "--model", dircrypt, ANSWERS).stdout == "5 passed, 0 failed\n"


def test_check_of_a_module_finds_a_wrong_answer(dircrypt, tmp_path):
    lines = ANSWERS.read_text().replace("rauggyguyp.com", "wrong.com")
    (tmp_path / "wrong.jsonl").write_text(lines)
    result = dga("check", "--model", dircrypt, tmp_path / "wrong.jsonl")
    assert "index 0: expected wrong.com, got rauggyguyp.com" in result.stdout
    assert result.exit_code == 1


def test_check_of_a_module_leaves_other_families_apart(dircrypt):
    conficker = Path(__file__).parents[1] / "vectors" / "conficker.jsonl"
    result = dga("check", "--model", dircrypt, ANSWERS, conficker)
    assert result.stdout.splitlines()[-1] == "5 passed, 0 failed"
    assert result.stdout.startswith("no model: conficker/a")
