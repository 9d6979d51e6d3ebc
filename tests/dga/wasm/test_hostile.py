"""A module from somebody who means no good is stopped, and its user told what it did."""

import re
from contextlib import suppress

import pytest
import wasmtime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidegate.dga.generation import variant_blocks
from tidegate.dga.wasm.limits import Limits
from tidegate.dga.wasm.model import load
from tidegate.errors import TidegateError
from tidegate.names.days import parse_day

SMALL = Limits(instructions=10**6, describing=10**6)
DAY = parse_day("2020-02-02")
LOOP = "(loop br 0) unreachable"


def names_of(file, limits=SMALL):
    (block,) = variant_blocks(load(file, limits).variant(), [DAY], {})
    return block.names.to_pylist()


def stopped(file, limits=SMALL):
    with pytest.raises(TidegateError) as refused:
        names_of(file, limits)
    text = str(refused.value)
    assert text.startswith(f"{file}: ")
    assert text.isprintable()
    assert len(text) < 600
    return text.removeprefix(f"{file}: ")


def built(tmp_path, text):
    file = tmp_path / "other.wasm"
    file.write_bytes(wasmtime.wat2wasm(text) if isinstance(text, str) else text)
    return file


def test_one_that_means_well_gives_its_names(module):
    assert names_of(module()) == ["a.com", "b.com"]
    assert names_of(module(names="a.com\nb.com")) == ["a.com", "b.com"]
    assert names_of(module(names="")) == []


def test_endless_loop_runs_out_of_instructions(module):
    assert stopped(module(LOOP)) == "default: stopped in generate: it used up its 1,000,000 instructions"


def test_endless_loop_before_anything_was_asked(module):
    start = f"(func $begin {LOOP}) (start $begin)"
    assert stopped(module(more=start)) == "stopped in its start: it used up its 1,000,000 instructions"


def test_filling_its_memory_again_and_again_costs_what_it_takes(module):
    fill = "(loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 131072)) br 0) unreachable"
    assert "used up its 1,000,000 instructions" in stopped(module(fill))


def test_memory_that_begins_too_large(module):
    assert "exceeds memory limits" in stopped(module(memory="65536"))


def test_memory_that_grows_stays_within_its_bounds(module):
    grow = "(loop (br_if 0 (i32.ne (memory.grow (i32.const 64)) (i32.const -1)))) (memory.size) (unreachable)"
    assert stopped(module(grow)) == "default: stopped in generate: it gave up (unreachable)"
    most = "(loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))) "
    within = most + "(if (i32.gt_u (memory.size) (i32.const 1024)) (then unreachable)) (i32.const 65536)"
    assert names_of(module(within)) == ["a.com", "b.com"]


def test_table_that_is_too_large(module):
    assert "table" in stopped(module(more="(table 9000000 funcref)"))


@pytest.mark.parametrize("place", ["-1", "131072", "0x7fffffff"])
def test_names_outside_its_memory(module, place):
    assert "that ends nowhere in its memory" in stopped(module(f"(i32.const {place})"))


def test_names_without_an_end(module):
    fill = "(memory.fill (i32.const 0) (i32.const 97) (i32.const 131072)) (i32.const 65536)"
    assert stopped(module(fill)) == "default: stopped: generate gave a text at 0x10000 that ends nowhere in its memory"


def test_load_from_outside_its_memory(module):
    load = "(i32.load (i32.const -4))"
    assert stopped(module(load)) == "default: stopped in generate: it reached outside its memory"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("unreachable", "it gave up (unreachable)"),
        ("(i32.div_u (i32.const 1) (i32.const 0))", "it divided by zero"),
        ("(i32.trunc_f64_s (f64.const nan))", "bad conversion to integer"),
        (
            "(call $generate (local.get 0) (local.get 1) (i32.add (local.get 2) (i32.const 1))) (drop) (i32.const 0)",
            "its stack overflowed",
        ),
    ],
)
def test_trap(module, body, reason):
    assert stopped(module(body), Limits()) == f"default: stopped in generate: {reason}"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (b"a.com\n\xff\xfe.com\n", "stopped: byte 6 of its names is no ASCII"),
        ("a.com\nbücher.com\n".encode(), "stopped: byte 7 of its names is no ASCII"),
        ("A.com\n", "stopped: index 0: 'A.com' is no domain in lower case"),
        ("a.com\n\nb.com\n", "stopped: index 1: '' is no domain in lower case"),
        ("a.com\nb.com.\n", "stopped: index 1: 'b.com.' is no domain in lower case"),
        ("a.com\r\n", "stopped: index 0: 'a.com' is no domain in lower case"),
        ("a.com b.com\n", "stopped: index 0: 'a.com b.com' is no domain in lower case"),
        ("\x1b[2Jevil.com\n", "stopped: index 0: '?[2Jevil.com' is no domain in lower case"),
        ("a" * 64 + ".com\n", f"stopped: index 0: '{'a' * 64}.com' is no domain in lower case"),
        ("com\n", "stopped: index 0: com is under none of the suffixes that it declared"),
        ("a.com\nexample.org\n", "stopped: index 1: example.org is under none of the suffixes that it declared"),
        ("a.com\n" * 4, "stopped: it gave 4 names, but declared at most 3 a period"),
        ("\n" * 60_000, "stopped: it gave 60,000 names, but declared at most 3 a period"),
    ],
)
def test_names_that_are_none(module, names, message):
    assert stopped(module(names=names)) == f"default: {message}"


def test_output_that_fills_all_the_memory_there_may_be(module):
    fill = """(drop (memory.grow (i32.const 1021)))
      (memory.fill (i32.const 65536) (i32.const 10) (i32.const 66977791)) (i32.const 65536)"""
    assert "names, but declared at most 3 a period" in stopped(module(fill), Limits())


def test_module_remembers_nothing_from_one_question_to_the_next(module):
    count = """(i32.store8 (i32.const 65536) (i32.add (i32.load8_u (i32.const 65536)) (i32.const 1)))
      (i32.const 65536)"""
    variant = load(module(count)).variant()
    made = [block.names.to_pylist() for block in variant_blocks(variant, [DAY, DAY], {})]
    assert made == [["b.com", "b.com"]] * 2


def test_imports_are_refused_by_name(module):
    wants = '(import "wasi_snapshot_preview1" "fd_write" (func (param i32)))'
    assert stopped(module(more=wants)) == (
        "wants to import wasi_snapshot_preview1.fd_write: a model may import nothing"
    )
    assert "env.memory: a model" in stopped(module(more='(import "env" "memory" (global i32))'))
    assert "x.?[31m" in stopped(module(more=r'(import "x" "\1b[31m" (func))'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(module)", "exports no memory"),
        ('(module (memory (export "memory") 1))', "exports no function describe() -> i32"),
        (
            '(module (memory (export "memory") 1) (func (export "describe") (result i64) (i64.const 0)))',
            "exports no function describe() -> i32",
        ),
        (
            '(module (memory (export "memory") 1) (func (export "describe") (result i32) (i32.const 0)))',
            "exports no function generate(i32, i32, i32) -> i32",
        ),
        (b"\0asm\x01\0\0\0\xff", "is no module that can be run: "),
        (b"MZ\x90", "is no WebAssembly module"),
        (b"", "is no WebAssembly module"),
    ],
)
def test_file_that_is_no_model(tmp_path, text, message):
    assert stopped(built(tmp_path, text)).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        '(module (memory (export "memory") 1 1 shared))',
        '(module (memory i64 1) (func (export "describe")))',
        '(module (memory 1) (memory (export "memory") 1))',
        "(module (func (param v128) (drop (f32x4.relaxed_min (local.get 0) (local.get 0)))))",
    ],
)
def test_what_could_differ_between_machines_is_no_part_of_the_language(tmp_path, text):
    assert stopped(built(tmp_path, text)).startswith("is no module that can be run: ")


def test_module_that_is_too_large(module):
    assert stopped(module(), Limits(module=100)) == "is larger than 100 bytes"


def test_module_that_would_keep_the_compiler_busy_for_minutes(tmp_path):
    locals_of_a_function = b"\x01\xd0\x86\x03\x7e\x0b"  # 50,000 of them
    many = 10_000
    functions = _leb(many) + b"\0" * many
    code = _leb(many) + (_leb(len(locals_of_a_function)) + locals_of_a_function) * many
    sections = [(1, b"\x01\x60\0\0"), (3, functions), (10, code)]
    module = b"\0asm\x01\0\0\0" + b"".join(bytes([number]) + _leb(len(body)) + body for number, body in sections)
    file = built(tmp_path, module)
    assert stopped(file, Limits(compiling=1)) == "took more than 1 seconds to compile"


def test_compiler_that_would_take_too_much_memory(module):
    assert "bytes of memory to compile" in stopped(module(), Limits(compiler=10 << 20))


def test_missing_file_is_named(tmp_path):
    assert stopped(tmp_path / "none.wasm") == "No such file or directory"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_module_is_an_error_or_a_model(dircrypt, tmp_path, data):
    damaged = bytearray(dircrypt.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    file = built(tmp_path, bytes(damaged))
    with suppress(TidegateError):
        variant = load(file, SMALL).variant()
        for block in variant_blocks(variant, [DAY], {key: one.default for key, one in variant.config.items()}):
            assert all(re.fullmatch(r"[a-z0-9_.-]+", name) for name in block.names.to_pylist())


def _leb(number):
    out = b""
    while True:
        number, low = number >> 7, number & 0x7F
        out += bytes([low | (0x80 if number else 0)])
        if not number:
            return out
