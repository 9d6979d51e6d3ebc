"""Spelling names, letter by letter: what a generator writes on, in CPython and compiled.

A generator is one function, `spell(sheet, when, *inputs)`, that puts bytes on its sheet and ends each name. CPython
runs it as it stands, which is the plain reading of its specification; `tidegate.dga.compiler` compiles the same
function, whereby each function marked with `twin` is replaced by its twin, which means the same in compiled code.

So that both readings agree, a generator computes with whole numbers below 2^63 (compiled, they are signed 64-bit and
wrap): it masks with `& 0xFFFFFFFF` after each step of 32-bit arithmetic, and only divides, takes remainders of, shifts
right or compares what was masked. `tidegate.dga.primitives.word64` has what 64-bit arithmetic needs beside.
"""

from tidegate.dga.spelling.letters import clear, length, put, put_little, put_text, shorten, written
from tidegate.dga.spelling.numerals import put_decimal, put_hex
from tidegate.dga.spelling.room import numbers, scratch
from tidegate.dga.spelling.sheet import Sheet, end
from tidegate.dga.spelling.text import Bytes, Text
from tidegate.dga.spelling.twins import apart, twin
from tidegate.dga.spelling.words import Words, how_many, letter_of, put_word, size_of

__all__ = [
    "Bytes",
    "Sheet",
    "Text",
    "Words",
    "apart",
    "clear",
    "end",
    "how_many",
    "length",
    "letter_of",
    "numbers",
    "put",
    "put_decimal",
    "put_hex",
    "put_little",
    "put_text",
    "put_word",
    "scratch",
    "shorten",
    "size_of",
    "twin",
    "written",
]
