"""Words in compiled code: copied eight letters at a time, more than there are where they are fewer.

Letter by letter each one waits for the cursor to move; this is several times as quick. Behind a word's letters some
others are written with it, up to SLACK of them, over which the next letters go.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from tidegate.dga.spelling.text import SLACK, Text
from tidegate.dga.spelling.words import Words

_EIGHT = ir.IntType(8 * SLACK).as_pointer()


def put_word(text: Text, words: Words, number: int) -> None:
    at, first = text.cursor[0], words.starts[number]
    size = words.starts[number + 1] - first
    if at + size + SLACK <= len(text.text):
        for done in range(0, size, SLACK):
            _copy_eight(text.text, at + done, words.text, first + done)
    text.cursor[0] = at + size


def _lowered(_context: Any, target: Any, at: Any, source: Any, first: Any) -> Any:
    """Copy eight bytes of `source` to `target`."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        to, of = (_place(context, builder, signature.args[side], *values[side : side + 2]) for side in (0, 2))
        builder.store(builder.load(of, align=1), to, align=1)
        return context.get_dummy_value()

    return types.void(target, types.intp, source, types.intp), generate


def _place(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [index]), _EIGHT)


_copy_eight: Any = intrinsic(_lowered)
