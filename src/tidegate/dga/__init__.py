"""Models of domain generation algorithms: `generate` a period's names, or `blocks` of them in bulk."""

from tidegate.dga.block import Block
from tidegate.dga.family import Behaviour, Clock, Family, Parameter, Scheme, Variant
from tidegate.dga.generation import blocks, generate

__all__ = [
    "Behaviour",
    "Block",
    "Clock",
    "Family",
    "Parameter",
    "Scheme",
    "Variant",
    "blocks",
    "generate",
]
