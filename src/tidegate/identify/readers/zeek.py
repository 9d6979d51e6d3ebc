"""Zeek's dns.log: tab-separated with a `#fields` line, whose `query` is the name; or a JSON object a line.

Source: Zeek, "dns.log" and "Log Formats", docs.zeek.org.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from tidegate.errors import TidegateError
from tidegate.identify.readers import json_lines
from tidegate.identify.readers.lines import lines, matching
from tidegate.identify.readers.tally import Tally

NAME = "zeek"
_QUERY = "query"
_NO_NAME = "the entry has no query"


def recognises(head: bytes) -> bool:
    return head.startswith((b"#separator", b"#fields\t")) or (
        head.startswith(b"{") and b'"query"' in head and b'"uid"' in head
    )


def names(stream: BinaryIO, tally: Tally, column: str | None) -> Iterator[pa.BinaryArray]:
    wanted = column or _QUERY
    pattern: re.Pattern[bytes] | None = None
    for batch in lines(stream, tally):
        if pattern is None and _is_json(batch):
            yield json_lines.field(batch, wanted, tally, _NO_NAME)
            continue
        is_comment = pc.starts_with(batch, "#")
        comments = batch.filter(is_comment)
        tally.records -= len(comments)
        fields = [line for line in comments.to_pylist() if line.startswith(b"#fields\t")]
        if fields:
            pattern = _pattern(fields[-1], wanted)
        if pattern is None:
            raise TidegateError("the Zeek log has no #fields line before its first entry")
        found = matching(batch.filter(pc.invert(is_comment)), pattern, tally, _NO_NAME)
        unset = pc.equal(found, b"-")
        tally.skip(_NO_NAME, pc.sum(unset).as_py() or 0)
        yield found.filter(pc.invert(unset))


def _is_json(batch: pa.BinaryArray) -> bool:
    return bool(len(batch)) and batch[0].as_py().startswith(b"{")


def _pattern(fields: bytes, wanted: str) -> re.Pattern[bytes]:
    listed = fields.decode("utf-8", "replace").rstrip("\r\n").split("\t")[1:]
    if wanted not in listed:
        raise TidegateError(f"the Zeek log has no field {wanted!r}, but {', '.join(listed)}")
    return re.compile(rb"^(?:[^\t\n]*\t){%d}(?P<name>[^\t\r\n]*)" % listed.index(wanted))
