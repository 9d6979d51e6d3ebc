"""On which line each key of a TOML text stands, which the standard library's parser does not say."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list indices from the top: `("models", 0, "behaviour", "rounds")`."""

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+ | \#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<word>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


def lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and list element of `text`, which must be valid TOML."""
    return _Scan(list(_tokens(text))).document()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "space":
            yield _Token(match.lastgroup, match[0], line)
        line += match[0].count("\n")
    yield _Token("end", "", line)


class _Scan:
    """One pass over the tokens of a document that is known to be well formed."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._elements: Counter[Path] = Counter()  # how many [[tables]] each path has so far

    def document(self) -> dict[Path, int]:
        table: Path = ()
        while self._next.kind != "end":
            if self._next.kind == "newline":
                self._take()
            elif self._next.text == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._next
        self._at += token.kind != "end"
        return token

    def _header(self) -> Path:
        line = self._take().line
        many = self._next.text == "["
        if many:
            self._take()
        path = self._resolve(self._keys(), last=not many)
        if many:
            path = (*path, self._elements[path])
            self._elements[path[:-1]] += 1
            self._take()
        self._take()
        self._stands(path, line)
        self._lines[path] = line
        return path

    def _stands(self, path: Path, line: int) -> None:
        """Every part of `path` that has no line yet begins on `line`."""
        for depth in range(1, len(path) + 1):
            self._lines.setdefault(path[:depth], line)

    def _resolve(self, keys: Path, *, last: bool) -> Path:
        """`keys` with the index of the newest element put in wherever a list of tables is passed through."""
        path: Path = ()
        for number, key in enumerate(keys, start=1):
            path = (*path, key)
            if self._elements[path] and (last or number < len(keys)):
                path = (*path, self._elements[path] - 1)
        return path

    def _keys(self) -> Path:
        keys = [self._key()]
        while self._next.text == ".":
            self._take()
            keys.append(self._key())
        return tuple(keys)

    def _key(self) -> str:
        token = self._take()
        return str(tomllib.loads(f"key = {token.text}")["key"]) if token.kind == "string" else token.text

    def _pair(self, table: Path) -> None:
        line = self._next.line
        keys = self._keys()
        self._stands((*table, *keys), line)
        self._take()  # the equals sign
        self._value((*table, *keys))

    def _value(self, path: Path) -> None:
        if self._next.text == "[" and self._next.kind == "mark":
            self._list(path)
        elif self._next.text == "{" and self._next.kind == "mark":
            self._inline_table(path)
        else:
            while self._next.kind in ("word", "string") or self._next.text == ".":
                self._take()

    def _list(self, path: Path) -> None:
        self._take()
        index = 0
        while self._next.text != "]" and self._next.kind != "end":
            if self._next.kind == "newline" or self._next.text == ",":
                self._take()
                continue
            self._lines[(*path, index)] = self._next.line
            self._value((*path, index))
            index += 1
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while self._next.text != "}" and self._next.kind != "end":
            if self._next.kind == "newline" or self._next.text == ",":
                self._take()
            else:
                self._pair(path)
        self._take()
