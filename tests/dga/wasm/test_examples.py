"""The example of the documentation: in C and by hand, both the same as the built-in family."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tidegate.dga.check import check, read
from tidegate.dga.generation import NO_DAY, readings
from tidegate.dga.wasm.model import load

DOCS = Path(__file__).parents[3] / "docs"
ANSWERS = Path(__file__).parents[1] / "vectors" / "dircrypt.jsonl"
SOURCE = DOCS / "examples" / "dircrypt.c"


def flaws(family):
    answers = list(read(ANSWERS.read_text().splitlines(), ANSWERS.name))
    assert len(answers) >= 5
    return [flaw for flaw in (check(answer, lambda _name: family).flaw for answer in answers) if flaw]


def clang():
    """A clang that links for WebAssembly."""
    found = shutil.which("clang") or shutil.which("clang-14")
    return found if found and (shutil.which("wasm-ld") or shutil.which("wasm-ld-14")) else None


def test_module_written_by_hand_gives_the_names_of_the_built_in_family(dircrypt):
    assert flaws(load(dircrypt)) == []


@pytest.mark.peer
@pytest.mark.skipif(clang() is None, reason="no clang with wasm-ld")
def test_module_from_c_gives_the_names_of_the_built_in_family(dircrypt, tmp_path):
    file = tmp_path / "dircrypt.wasm"
    page = (DOCS / "wasm-models.md").read_text()
    command = re.search(r"^clang (.*)-o dircrypt\.wasm dircrypt\.c$", page, re.MULTILINE)[1].split()
    linker = shutil.which("wasm-ld") or shutil.which("wasm-ld-14")
    words = [clang(), f"-fuse-ld={linker}", *command, "-Wall", "-Werror", "-o", str(file), str(SOURCE)]
    subprocess.run(words, check=True)
    assert flaws(load(file)) == []
    assert load(file).variant().known == load(dircrypt).variant().known


def test_sources_say_how_they_are_built_and_agree_on_the_declaration():
    page = (DOCS / "wasm-models.md").read_text()
    command = re.search(r"^clang .*$", page, re.MULTILINE)[0]
    assert command in SOURCE.read_text()


def test_config_reaches_the_module_as_the_page_says(module):
    says = {
        "tidegate": 1,
        "family": "echo",
        "kind": "trojan",
        "years": [2020, None],
        "scheme": "arithmetic",
        "sources": ["its author"],
        "variants": [
            {
                "name": "default",
                "count": 3,
                "suffixes": ["example"],
                "period": "always",
                "config": {
                    "day": {"type": "hexadecimal", "default": "ff"},
                    "variant": {"type": "text", "default": "b.example"},
                },
            }
        ],
    }
    room = '(func (export "room") (param i32) (result i32) (i32.const 16))'
    echo = "(i32.store8 (i32.const 20) (i32.const 46)) (local.get 2)"  # a dot for the newline behind 2748
    variant = load(module(echo, says=says, more=room)).variant()
    (batch,) = readings(variant)["plain"]([NO_DAY], {"day": 0xABC, "variant": "word.example"}, None)
    assert batch.names.to_pylist() == ["2748.word.example"]
