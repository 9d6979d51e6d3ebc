"""The machine that modules run on, and their compilation: in a process of its own, which is ended at its limits.

A module of 100 kB can keep a compiler busy for minutes, and that is no instruction that its fuel would count. So this
file is also a program: it reads a module from standard input and writes machine code to standard output. It takes the
limits as arguments: seconds of a processor, bytes of memory.
"""

import resource
import subprocess
import sys
from functools import cache

import wasmtime

_NOT_ALLOWED = (
    *("wasm_threads", "wasm_relaxed_simd", "wasm_memory64", "wasm_multi_memory", "wasm_gc", "wasm_exceptions"),
    *("wasm_function_references", "wasm_stack_switching", "wasm_component_model", "wasm_custom_page_sizes"),
)
"""What would make a result depend on the machine, or what no model needs."""


@cache
def engine(stack: int) -> wasmtime.Engine:
    """A machine on which the same module gives the same names everywhere, and every instruction is counted."""
    config = wasmtime.Config()
    config.consume_fuel = True
    config.cranelift_nan_canonicalization = True
    config.max_wasm_stack = stack
    config.parallel_compilation = False
    for feature in _NOT_ALLOWED:
        setattr(config, feature, False)
    return wasmtime.Engine(config)


def machine_code(module: bytes, stack: int, seconds: int, memory: int) -> bytes:
    """`module` compiled, for `wasmtime.Module.deserialize`; ValueError says what is wrong with it.

    TimeoutError and MemoryError where its compilation took too much.
    """
    program = [sys.executable, "-P", __file__, str(stack), str(seconds), str(memory)]
    try:
        done = subprocess.run(program, input=module, capture_output=True, timeout=6 * seconds, check=False)
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode == _INVALID:
        raise ValueError(done.stderr.decode("utf-8", "replace"))
    if done.returncode == -_CPU_TIME_IS_UP:
        raise TimeoutError
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise MemoryError
    if done.returncode:
        raise ValueError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
    return done.stdout


_INVALID = 3
_CPU_TIME_IS_UP = 24
"""The signal SIGXCPU."""


def _main(stack: int, seconds: int, memory: int) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        module = wasmtime.Module(engine(stack), sys.stdin.buffer.read())
    except wasmtime.WasmtimeError as error:
        sys.stderr.write(str(error))
        return _INVALID
    sys.stdout.buffer.write(module.serialize())
    return 0


if __name__ == "__main__":
    sys.exit(_main(*map(int, sys.argv[1:])))
