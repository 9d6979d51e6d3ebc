"""One run of a module: its functions are called, and its texts read, without believing anything it says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import wasmtime

from tidegate.errors import TidegateError

_CHUNK = 1 << 16
_WHY = {
    "OUT_OF_FUEL": "it used up its {:,} instructions",
    "STACK_OVERFLOW": "its stack overflowed",
    "MEMORY_OUT_OF_BOUNDS": "it reached outside its memory",
    "UNREACHABLE": "it gave up (unreachable)",
    "INTEGER_DIVISION_BY_ZERO": "it divided by zero",
}


@dataclass(frozen=True)
class Instance:
    """A running module with `exports`, which may spend `instructions`. TidegateError says why it was stopped."""

    store: wasmtime.Store
    exports: Any
    instructions: int

    def call(self, function: str, *arguments: int) -> int:
        """The result of a function: a place in the memory."""
        called = self.exports[function]
        return int(guarded(function, self.instructions, lambda: called(self.store, *arguments))) & 0xFFFFFFFF

    def text(self, function: str, place: int, most: int) -> bytes:
        """The bytes from `place` on, up to a zero byte, of which there must be one before `most` bytes."""
        memory = self.exports["memory"]
        size = memory.data_len(self.store)
        found = bytearray()
        for at in range(place, min(size, place + most), _CHUNK):
            chunk = memory.read(self.store, at, min(at + _CHUNK, size, place + most))
            end = chunk.find(0)
            if end >= 0:
                return bytes(found + chunk[:end])
            found += chunk
        if place + most <= size:
            raise TidegateError(f"stopped: {function} gave a text of more than {most:,} bytes")
        raise TidegateError(f"stopped: {function} gave a text at {place:#x} that ends nowhere in its memory")

    def write(self, text: bytes) -> int:
        """Put `text` and a zero byte where the module makes room for it."""
        size = len(text) + 1
        place = self.call("room", size)
        if not place:
            raise TidegateError(f"has no room for {size:,} bytes of config")
        if place + size > self.exports["memory"].data_len(self.store):
            raise TidegateError(f"stopped: room({size}) gave {place:#x}, which is outside its memory")
        self.exports["memory"].write(self.store, text + b"\0", place)
        return place


def guarded(what: str, instructions: int, run: Callable[[], Any]) -> Any:
    """What `run` gives; where the module is stopped meanwhile, the error says in `what`, and why."""
    try:
        return run()
    except wasmtime.Trap as trap:
        code = trap.trap_code.name if trap.trap_code else "trap"
        reason = _WHY.get(code, code.lower().replace("_", " ")).format(instructions)
        raise TidegateError(f"stopped in {what}: {reason}") from None
    except wasmtime.WasmtimeError as error:
        raise TidegateError(f"stopped in {what}: {shown(str(error))}") from None


def shown(text: str) -> str:
    """Somebody else's text in a message of ours: one line of printable characters, not too long."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "?" for letter in line)[:200]
