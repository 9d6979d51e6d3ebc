"""What the sinkhole recognises is counted as what it is."""

from dataclasses import asdict, dataclass
from datetime import date

import pytest

from tidegate.census.population import seen
from tidegate.sinkhole import classify
from tidegate.sinkhole.sighting import Protocol

DAY = date(2009, 4, 1)


@dataclass(frozen=True)
class Rendezvous:
    """A name of the forecast."""

    family: str
    variant: str
    day: date


B = Rendezvous("conficker", "b", DAY)
C = Rendezvous("conficker", "c", DAY)


@pytest.mark.parametrize(
    ("protocol", "verdict", "kind"),
    [
        (Protocol.HTTP, classify.request("GET /search?q=17 HTTP/1.0", "wytetvzvfb.com", [B], DAY), "bots"),
        (Protocol.HTTP, classify.request("GET /search?q=17 HTTP/1.0", "192.0.2.1", [], DAY), "bots"),
        (Protocol.HTTP, classify.request("GET / HTTP/1.1", "gzyh.nl", [C], DAY), "bots"),
        (Protocol.HTTP, classify.request("POST /news HTTP/1.1", "gzyh.nl", [C], DAY), "noise"),
        (Protocol.HTTP, classify.request("GET /robots.txt HTTP/1.1", "example.com", [], DAY), "noise"),
        (Protocol.DNS_UDP, classify.query([C], DAY), "resolvers"),
        (Protocol.DNS_TCP, classify.query([], DAY), "resolvers"),
    ],
)
def test_a_verdict_of_the_sinkhole_has_its_kind(lake, fill, sighting, protocol, verdict, kind):
    fill(lake, [sighting("2009-04-01 01:00", protocol=protocol.word, **asdict(verdict))])
    assert [row.kind for row in seen(lake, "conficker")] == [kind]
