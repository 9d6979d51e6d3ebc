"""The name that a DNS message in wire form asks for."""

from collections.abc import Iterator

from tidegate.identify.readers.tally import Tally

_HEADER = 12


def question(wire: bytes, tally: Tally) -> Iterator[bytes]:
    """The first question's name, in text form; a message without one is counted."""
    import dns.exception
    import dns.name

    if len(wire) < _HEADER or not int.from_bytes(wire[4:6], "big"):
        return tally.skip("the message has no question")
    try:
        name, _ = dns.name.from_wire(wire, _HEADER)
    except dns.exception.DNSException:
        return tally.skip("the message is damaged")
    yield b".".join(name.labels)
    return None
