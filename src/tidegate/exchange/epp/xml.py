"""XML from outside, read with suspicion, and XML of our own. Pure.

The standard library's expat is enough for both: no message of EPP has a document type, so one that declares any is
refused at that word. Entities can be declared nowhere else; thus none expands, and none is fetched.
"""

from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from tidegate.exchange.epp.errors import ProtocolError

EPP = "urn:ietf:params:xml:ns:epp-1.0"
DOMAIN = "urn:ietf:params:xml:ns:domain-1.0"
HOST = "urn:ietf:params:xml:ns:host-1.0"
_PREFIXES = {"": EPP, "domain": DOMAIN, "host": HOST}


def parse(message: bytes) -> Element:
    """The root of `message`, its tags as `{namespace}name`; ProtocolError where it is no XML or has a document type."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, attributes: builder.start(_qualified(tag), attributes)
    parser.EndElementHandler = lambda tag: builder.end(_qualified(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(message, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: encodings that Python cannot have
        raise ProtocolError(f"the server sent what is no XML: {error}") from None
    return builder.close()


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """One of our own: `tag` as it is written (`domain:name`), with children or a text in it."""
    made = Element(tag, attributes)
    for item in content:
        if isinstance(item, str):
            made.text = item
        else:
            made.append(item)
    return made


def rooted(tag: str, *content: Element) -> Element:
    """An element that declares the namespace of its own prefix."""
    prefix = tag.rpartition(":")[0]
    made = element(tag, *content)
    made.set(f"xmlns:{prefix}" if prefix else "xmlns", _PREFIXES[prefix])
    return made


def written(root: Element) -> bytes:
    """The message that `root` is."""
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def text(parent: Element, namespace: str, *path: str) -> str:
    """The text at `path` below `parent`, or "" where there is none."""
    return (parent.findtext("/".join(f"{{{namespace}}}{tag}" for tag in path)) or "").strip()


def _qualified(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag


def _refuse(name: str, *_: object) -> None:
    raise ProtocolError(f"the server sent a document type ({name[:40]!r}), which no message of EPP has")
