"""docs/add-a-family.md is followed to the letter: each block of the page is written or run as it stands."""

import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga.catalogue import find, installed
from tidegate.dga.generation import readings

PAGE = (Path(__file__).parents[2] / "docs" / "add-a-family.md").read_text()
MODULE = Path("tidegate-mycrypt/src/tidegate_mycrypt/__init__.py")
BLOCK = re.compile(r"^(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"In `(tidegate-mycrypt/[^`]+)`:$")


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Somebody who works through the page in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / "site")
    (tmp_path / "site").mkdir()
    yield Reader(tmp_path / "site")
    monkeypatch.undo()
    forget()


class Reader:
    """Does what a block says."""

    def __init__(self, site):
        self.site = site

    def follow(self, before, kind, text):
        if kind == "console":
            for command, output in commands(text):
                assert self.run(command) == output, command
        elif FILE.search(before):
            Path(FILE.search(before)[1]).write_text(text)
        else:
            quicken(text)

    def run(self, command):
        if command.startswith("pip install "):
            return install(Path(command.split()[-1]), self.site)
        program, *words = command.split()
        assert program == "tidegate"
        result = CliRunner().invoke(build(), words)
        assert result.exception is None, result.exception
        return result.stdout


def commands(text):
    """Each command of a block with what it prints."""
    return [(command, output) for command, output in re.findall(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", text, re.M)]


def quicken(text):
    """Put the compiled form into the module, as the page says: with the imports, and in the place of `names`."""
    imports, function = text.split("\n\n\n")
    module = MODULE.read_text().replace("\n\n\ndef names", f"\n{imports}\n\n\ndef names", 1)
    module = module.replace("\n\n\nFAMILY", f"\n\n\n{function.rstrip()}\n\n\nFAMILY")
    MODULE.write_text(module.replace("            names,\n", "            spell=spell,\n"))


def install(package, site):
    """What `pip install` does with a package of pure Python that has an entry point, without its twenty seconds."""
    project = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    for module in (package / "src").iterdir():
        shutil.copytree(module, site / module.name, dirs_exist_ok=True)
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = [f"{name} = {value}" for name, value in project["entry-points"]["tidegate.families"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[tidegate.families]", *points]))
    forget()
    return ""


def forget():
    """Let the next question find what is installed now."""
    for name in [name for name in sys.modules if name.startswith("tidegate_mycrypt")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    installed.cache_clear()


def test_page_works_as_it_stands(reader):
    blocks = [match.groupdict() for match in BLOCK.finditer(PAGE)]
    assert [block["kind"] for block in blocks] == ["console", "json", "python", "console", "python", "console"]
    for block in blocks[:4]:
        reader.follow(**block)
    assert set(readings(find("mycrypt").variant())) == {"plain"}
    for block in blocks[4:]:
        reader.follow(**block)
    assert set(readings(find("mycrypt").variant())) == {"plain", "compiled"}


def test_its_python_is_in_the_houses_form():
    for match in BLOCK.finditer(PAGE):
        if match["kind"] == "python":
            ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "120", "-"]
            done = subprocess.run(ruff, input=match["text"], capture_output=True, text=True, check=True)
            assert done.stdout == match["text"]
