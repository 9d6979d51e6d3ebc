"""Letters on any text: put on it, read again, taken back."""

from tidegate.dga.spelling.text import Bytes, Text
from tidegate.dga.spelling.twins import twin


def _put(text: Text, code: int) -> None:
    at = text.cursor[0]
    if at < len(text.text):
        text.text[at] = code
    text.cursor[0] = at + 1


@twin(_put)
def put(text: Text, code: int) -> None:
    """Append one character, by its code."""
    text.text.append(code)


def _put_text(text: Text, codes: Bytes) -> None:
    at, size = text.cursor[0], len(codes)
    if at + size <= len(text.text):
        for index in range(size):
            text.text[at + index] = codes[index]
    text.cursor[0] = at + size


@twin(_put_text)
def put_text(text: Text, codes: Bytes) -> None:
    """Append a text: an input, or bytes written in the program."""
    text.text.extend(codes)


def put_little(text: Text, number: int, size: int) -> None:
    """Append the low `size` bytes of a number, the lowest first."""
    for index in range(size):
        put(text, (number >> (8 * index)) & 0xFF)


def _written(text: Text, index: int) -> int:
    at = text.cursor[3] + index
    return int(text.text[at]) if at < len(text.text) else 0


@twin(_written)
def written(text: Text, index: int) -> int:
    """The code of a character of the name being written, counted from 0."""
    return int(text.text[index])


def _length(text: Text) -> int:
    return int(text.cursor[0] - text.cursor[3])


@twin(_length)
def length(text: Text) -> int:
    """How many characters the name being written has so far."""
    return len(text.text)


def _shorten(text: Text, size: int) -> None:
    text.cursor[0] = min(text.cursor[0], text.cursor[3] + size)


@twin(_shorten)
def shorten(text: Text, size: int) -> None:
    """Cut the name being written to at most `size` characters."""
    del text.text[size:]


def _clear(text: Text) -> None:
    text.cursor[0] = text.cursor[3]


@twin(_clear)
def clear(text: Text) -> None:
    """Begin a scratch, or the name being written, anew."""
    text.text.clear()
