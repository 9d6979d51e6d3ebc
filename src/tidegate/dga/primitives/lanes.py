"""32-bit words side by side in one value, with which compiled code computes many hashes at once.

A value of `Lanes` is one of LLVM's vectors. Sums, `&`, `|`, `^` and shifts go lane by lane and wrap, as unsigned words
do; a whole number beside a vector counts in each lane. The processor does as many lanes with one instruction as it can,
and of a single lane the compiler makes an ordinary word, so that a hash is written once for one message and for many.

Words of several lanes stand in a uint32 array in rows: first one word of each lane, then the next of each.
"""

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, lower_builtin, models, register_model, type_callable

LANES = 16
"""Messages side by side."""
_WORD = ir.IntType(32)
_OPERATIONS = {
    operator.add: "add",
    operator.and_: "and_",
    operator.or_: "or_",
    operator.xor: "xor",
    operator.lshift: "shl",
    operator.rshift: "lshr",
}


class Lanes(types.Type):
    """The type of `count` words side by side."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Lanes({count})")
        self.count = count
        self.vector = ir.VectorType(_WORD, count)


@register_model(Lanes)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Lanes) -> None:
        super().__init__(manager, kind, kind.vector)  # type: ignore[no-untyped-call]


def _lowered(rule: Callable[..., Any]) -> Any:
    """Make a function of compiled code out of the rule by which its calls are typed and lowered."""
    return intrinsic(rule)


def _define(operation: Any, instruction: str) -> None:
    """Make an operator one for two vectors, and for a vector and a whole number."""

    @type_callable(operation)
    def _typed(_context: Any) -> Any:
        return lambda one, other: one if isinstance(one, Lanes) and _fits(other, one) else None

    @lower_builtin(operation, Lanes, Lanes)  # type: ignore[no-untyped-call, untyped-decorator]
    def _of_two(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return getattr(builder, instruction)(*values)

    @lower_builtin(operation, Lanes, types.Integer)  # type: ignore[no-untyped-call, untyped-decorator]
    def _of_one(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector, number = signature.args
        word = context.cast(builder, values[1], number, types.uint32)
        return getattr(builder, instruction)(values[0], _in_each_lane(builder, word, vector))


def _fits(other: Any, kind: Lanes) -> bool:
    return other == kind or isinstance(other, types.Integer)


def _in_each_lane(builder: Any, word: Any, kind: Lanes) -> Any:
    none = ir.Constant(kind.vector, ir.Undefined)
    return builder.shuffle_vector(builder.insert_element(none, word, _WORD(0)), none, ir.Constant(kind.vector, None))


for _operation, _instruction in _OPERATIONS.items():
    _define(_operation, _instruction)


@_lowered
def one_lane(_context: Any) -> Any:
    """A single zero."""
    return _zeros(1)


@_lowered
def many_lanes(_context: Any) -> Any:
    """LANES zeros."""
    return _zeros(LANES)


def _zeros(count: int) -> Any:
    kind = Lanes(count)
    return kind(), lambda _context, _builder, _signature, _values: ir.Constant(kind.vector, None)


@_lowered
def row(_context: Any, rows: Any, number: Any, like: Any) -> Any:
    """A row of as many words as `like` has."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.load(_place(context, builder, signature.args[0], values, like), align=4)

    return like(rows, types.intp, like), generate


@_lowered
def set_row(_context: Any, rows: Any, number: Any, value: Any) -> Any:
    """Write a row."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        builder.store(values[2], _place(context, builder, signature.args[0], values, value), align=4)
        return context.get_dummy_value()

    return types.void(rows, types.intp, value), generate


def _place(context: Any, builder: Any, array: Any, values: Any, kind: Lanes) -> Any:
    first = builder.mul(values[1], values[1].type(kind.count))
    data = context.make_array(array)(context, builder, values[0]).data
    return builder.bitcast(builder.gep(data, [first]), kind.vector.as_pointer())
