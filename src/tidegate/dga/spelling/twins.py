"""Functions that are not compiled as they stand: their marks, which `tidegate.dga.compiler` reads."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def twin(compiled: Callable[..., Any] | str) -> Callable[[F], F]:
    """Mark a function: in compiled code `compiled` stands for it.

    It may be given by its whole name, so that its module, which needs the compiler, is imported when it is compiled.
    """

    def mark(plain: F) -> F:
        plain.compiled = compiled  # type: ignore[attr-defined]
        return plain

    return mark


def apart(function: F) -> F:
    """Mark a function: compiled code calls it, where a smaller one would be made part of its caller."""
    function.apart = True  # type: ignore[attr-defined]
    return function
