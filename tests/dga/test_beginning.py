"""`tidegate dga new` writes a family's file, its test, and a file for its known answers; it never writes over one."""

import json
import runpy
import subprocess
import sys
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga.beginning import begin
from tidegate.errors import TidegateError


@pytest.fixture
def tree(tmp_path):
    """An empty source tree of Tidegate."""
    (tmp_path / "src" / "tidegate" / "dga" / "families").mkdir(parents=True)
    return tmp_path


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_family_in_the_source_tree(tree):
    result = CliRunner().invoke(build(), ["dga", "new", "acme-bot", "-o", str(tree)])
    assert result.exit_code == 0
    assert files(tree) == [
        "src/tidegate/dga/families/acme_bot.py",
        "tests/dga/families/test_acme_bot.py",
        "tests/dga/vectors/acme-bot.jsonl",
    ]
    assert sorted(result.stdout.split()) == [str(tree / name) for name in files(tree)]
    assert (tree / "tests/dga/vectors/acme-bot.jsonl").read_text() == ""


def test_what_is_written_is_in_the_houses_form(tree, tmp_path):
    begin("acmebot", tree)
    begin("acmebot", tmp_path / "own", plugin=True)
    (tree / "src" / "tidegate" / "dga" / "check.py").touch()
    form = ["--isolated", "--line-length", "120", "src", "tests"]
    for folder in (tree, tmp_path / "own" / "tidegate-acmebot"):
        for words in (["check", "--select", "E,F,I,B,UP,N,PT"], ["format", "--check"]):
            ruff = [sys.executable, "-m", "ruff", *words, *form]
            done = subprocess.run(ruff, cwd=folder, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout


def test_package_of_ones_own_fails_its_test_until_it_has_known_answers(tmp_path, monkeypatch):
    begin("acmebot", tmp_path, plugin=True)
    top = tmp_path / "tidegate-acmebot"
    assert files(top) == [
        "pyproject.toml",
        "src/tidegate_acmebot/__init__.py",
        "tests/acmebot.jsonl",
        "tests/test_acmebot.py",
    ]
    monkeypatch.syspath_prepend(top / "src")
    written = runpy.run_path(str(top / "tests" / "test_acmebot.py"))
    with pytest.raises(AssertionError, match="holds no known answers yet"):
        written["test_names_are_those_of_the_source"]()
    names = [*written["FAMILY"].variant().names(date(2020, 2, 2), 1)]
    answer = {"family": "acmebot", "variant": "default", "date": "2020-02-02", "domains": names}
    (top / "tests" / "acmebot.jsonl").write_text(json.dumps(answer))
    written["test_names_are_those_of_the_source"]()
    (top / "tests" / "acmebot.jsonl").write_text(json.dumps(answer | {"domains": names[1:]}))
    with pytest.raises(AssertionError):
        written["test_names_are_those_of_the_source"]()


@pytest.mark.parametrize(
    "name", ["", "Acme", "acme bot", "../acme", "acme/bot", "-acme", "3ve", "class", "a" * 41, "é"]
)
def test_bad_names_are_refused(tmp_path, name):
    with pytest.raises(TidegateError, match="a family cannot be called"):
        begin(name, tmp_path, plugin=True)
    assert files(tmp_path) == []


@pytest.mark.parametrize("name", ["conficker", "kido"])
def test_taken_names_are_refused_with_their_owner(tmp_path, name):
    with pytest.raises(TidegateError, match=rf"the name '{name}' is that of the family 'conficker' \(built in\)"):
        begin(name, tmp_path, plugin=True)


def test_nothing_is_written_over(tree):
    vectors = tree / "tests" / "dga" / "vectors" / "acmebot.jsonl"
    vectors.parent.mkdir(parents=True)
    vectors.write_text("mine")
    with pytest.raises(TidegateError, match=r"acmebot\.jsonl: exists already; nothing was written"):
        begin("acmebot", tree)
    assert files(tree) == ["tests/dga/vectors/acmebot.jsonl"]
    assert vectors.read_text() == "mine"


def test_nothing_stays_half_written(tree):
    (tree / "tests").write_text("no folder")
    with pytest.raises(TidegateError, match="cannot be written"):
        begin("acmebot", tree)
    assert files(tree) == ["tests"]


def test_folder_must_be_a_source_tree_or_a_package_be_wanted(tmp_path):
    with pytest.raises(TidegateError, match="is no source tree of Tidegate; for a package of your own say --plugin"):
        begin("acmebot", tmp_path)
