"""UUIDs that are the same whenever the same thing is written: version 5 (RFC 9562), of a name in our own namespace.

Of one thing Python makes it, of a column the engine, so that no row becomes a Python object. The namespace is sixteen
letters, which the engine can hash in front of a text as they are.
"""

from uuid import UUID, uuid5

import ibis

_LETTERS = "tidegate-exports"
NAMESPACE = UUID(bytes=_LETTERS.encode())


def id_of(name: str) -> str:
    """The UUID of `name`."""
    return str(uuid5(NAMESPACE, name))


def ids_of(names: ibis.expr.types.StringColumn) -> ibis.expr.types.StringColumn:
    """The UUID of each of `names`."""
    digest = _sha1(ibis.literal(_LETTERS) + names)
    variant = digest.substr(16, 1).translate("0123456789abcdef", "89ab" * 4)
    parts = [digest.substr(0, 8), digest.substr(8, 4), "5" + digest.substr(13, 3), variant + digest.substr(17, 3)]
    return ibis.literal("-").join([*parts, digest.substr(20, 12)])


@ibis.udf.scalar.builtin(name="sha1")  # type: ignore[untyped-decorator]
def _sha1(text: str) -> str:
    """The engine's own function: 40 hexadecimal digits of a text in UTF-8."""
    raise NotImplementedError
