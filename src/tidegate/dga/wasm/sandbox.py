"""One module in its box: no imports, bounded memory and instructions, a new instance for each question."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import wasmtime

from tidegate.dga.wasm.engine import engine, machine_code
from tidegate.dga.wasm.instance import Instance, guarded, shown
from tidegate.dga.wasm.limits import LIMITS, Limits
from tidegate.errors import TidegateError

_FUNCTIONS = {"describe": [], "generate": ["i32", "i32", "i32"], "room": ["i32"]}
"""What each function takes; all give an i32. `room` is for models with parameters."""


class Sandbox:
    """A compiled module. Threads may ask it side by side: each question has an instance of its own.

    TidegateError says why a module cannot be used, or why it was stopped.
    """

    def __init__(self, module: bytes, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._module = _compiled(module, limits)
        _check_imports(self._module)
        _check_exports(self._module)

    def describe(self) -> bytes:
        """What the module says of itself."""
        with self._instance(self._limits.describing) as instance:
            return instance.text("describe", instance.call("describe"), self._limits.declaration)

    def generate(self, variant: int, day: int, values: Sequence[str]) -> bytes:
        """The names of the variant of this number, for a day counted from 1970-01-01, as the module wrote them.

        `values` are those of the variant's parameters; the module must make room for them where there are any.
        """
        with self._instance(self._limits.instructions) as instance:
            place = instance.write("".join(f"{value}\n" for value in values).encode("ascii")) if values else 0
            return instance.text("generate", instance.call("generate", variant, day, place), self._limits.memory)

    @property
    def takes_values(self) -> bool:
        """Whether the module makes room for the values of parameters."""
        return _exports(self._module, "room")

    @contextmanager
    def _instance(self, instructions: int) -> Iterator["Instance"]:
        with closing(wasmtime.Store(engine(self._limits.stack))) as store:
            store.set_limits(memory_size=self._limits.memory, table_elements=10_000, instances=1, tables=1, memories=1)
            store.set_fuel(instructions)
            exports = guarded(
                "its start", instructions, lambda: wasmtime.Instance(store, self._module, []).exports(store)
            )
            yield Instance(store, exports, instructions)


def _compiled(module: bytes, limits: Limits) -> wasmtime.Module:
    if len(module) > limits.module:
        raise TidegateError(f"is larger than {limits.module:,} bytes")
    if not module.startswith(b"\0asm"):
        raise TidegateError("is no WebAssembly module")
    try:
        code = machine_code(module, limits.stack, limits.compiling, limits.compiler)
    except ValueError as error:
        raise TidegateError(f"is no module that can be run: {shown(str(error))}") from None
    except TimeoutError:
        raise TidegateError(f"took more than {limits.compiling} seconds to compile") from None
    except MemoryError:
        raise TidegateError(f"took more than {limits.compiler:,} bytes of memory to compile") from None
    return wasmtime.Module.deserialize(engine(limits.stack), code)


def _check_imports(module: wasmtime.Module) -> None:
    wanted = [shown(f"{one.module}.{one.name}") for one in module.imports]
    if wanted:
        raise TidegateError(f"wants to import {', '.join(wanted[:5])}: a model may import nothing")


def _check_exports(module: wasmtime.Module) -> None:
    if not any(one.name == "memory" and isinstance(one.type, wasmtime.MemoryType) for one in module.exports):
        raise TidegateError("exports no memory")
    for name in ("describe", "generate"):
        if not _exports(module, name):
            raise TidegateError(f"exports no function {name}({', '.join(_FUNCTIONS[name])}) -> i32")


def _exports(module: wasmtime.Module, name: str) -> bool:
    functions = {one.name: one.type for one in module.exports if isinstance(one.type, wasmtime.FuncType)}
    found = functions.get(name)
    return found is not None and [*map(str, found.params)] == _FUNCTIONS[name] and [*map(str, found.results)] == ["i32"]
