"""What a model from somebody else may use up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one module. Each question gets a new instance, and so memory and instructions anew."""

    module: int = 4 << 20
    """Bytes of a module."""
    memory: int = 64 << 20
    """Bytes of its memory; whatever it says must stand there."""
    stack: int = 512 << 10
    """Bytes of its stack."""
    instructions: int = 2 * 10**9
    """Instructions for the names of one period: some seconds, or two minutes of the slowest there are."""
    describing: int = 10**8
    """Instructions for its declaration."""
    declaration: int = 1 << 18
    """Bytes of its declaration."""
    compiling: int = 10
    """Seconds of a processor for its compilation."""
    compiler: int = 1 << 30
    """Bytes of memory for its compilation."""


LIMITS = Limits()
