"""Modules for tests, made from their text: a good one, and small ones that are not."""

import json
from pathlib import Path

import pytest
import wasmtime

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "dircrypt.wat"
DECLARATION = {
    "tidegate": 1,
    "family": "strange",
    "kind": "trojan",
    "years": [2020, None],
    "scheme": "arithmetic",
    "sources": ["its author"],
    "variants": [{"name": "default", "count": 3, "suffixes": ["com"], "period": "day"}],
}


@pytest.fixture(scope="session")
def dircrypt(tmp_path_factory):
    """The example of the documentation, built."""
    file = tmp_path_factory.mktemp("wasm") / "dircrypt.wasm"
    file.write_bytes(wasmtime.wat2wasm(EXAMPLE.read_text()))
    return file


@pytest.fixture
def another(tmp_path):
    """The example under other names: `another("name", "alias")`."""

    def make(name, *aliases):
        said = json.dumps({"family": name, "aliases": aliases})[1:-1]
        text = EXAMPLE.read_text().replace('\\"family\\": \\"dircrypt\\"', said.replace('"', '\\"'))
        file = tmp_path / f"{name}.wasm"
        file.write_bytes(wasmtime.wat2wasm(text))
        return file

    return make


@pytest.fixture
def module(tmp_path):
    """Make a module that says `says` (JSON values, or a text) of itself, and whose `generate` is `generate`.

    `generate` is the body of a function without locals, in the text format; `names` stand at 65536.
    `more` are further fields of the module.
    """

    def make(generate="(i32.const 65536)", names="a.com\nb.com\n", says=DECLARATION, more="", memory="2"):
        text = says if isinstance(says, str) else json.dumps(says)
        file = tmp_path / "strange.wasm"
        file.write_bytes(
            wasmtime.wat2wasm(
                f"""(module {more}
                  (memory (export "memory") {memory})
                  (data (i32.const 1024) "{_quoted(text)}")
                  (data (i32.const 65536) "{_quoted(names)}")
                  (func (export "describe") (result i32) (i32.const 1024))
                  (func $generate (export "generate") (param i32 i32 i32) (result i32) {generate}))"""
            )
        )
        return file

    return make


def _quoted(text):
    data = text.encode() if isinstance(text, str) else text
    return "".join(f"\\{byte:02x}" for byte in data)
