"""What the bots and the rest of the world send to a sinkhole, as bytes. Pure.

A and B ask for `/search?q=N`, N being how many other machines the bot says it infected (A adds `&aq=7`), C for `/`.
A and B resolve the name themselves, so some of them say the address as the host.
Source: Porras, Saidi, Yegneswaran, "An Analysis of Conficker's Logic and Rendezvous Points" (SRI, 2009), and its
addendum on C.
"""

from tidegate.drill.bots import A, C

_AGENTS = (
    "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)",
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1; .NET CLR 2.0.50727)",
    "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.0)",
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.0)",
)
"""A bot says what the machine's own browser says."""


def host_of(variant: int, machine: int, name: str, address: str) -> str:
    """What a bot says as its host: every other machine of A and B the `address` behind the `name`."""
    return address if variant != C and machine % 2 else name


def check_in(variant: int, machine: int, peers: int, host: str) -> bytes:
    """One bot's check-in at `host`."""
    path = "/" if variant == C else f"/search?q={peers}" + ("&aq=7" if variant == A else "")
    agent = _AGENTS[machine % len(_AGENTS)]
    return f"GET {path} HTTP/1.0\r\nUser-Agent: {agent}\r\nHost: {host}\r\n\r\n".encode("ascii")


def browser(host: str) -> bytes:
    """A person's search that has nothing to do with any bot."""
    return (
        f"GET /search?q=cheap+flights&hl=en HTTP/1.1\r\nHost: {host}\r\n"
        "User-Agent: Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.9.0.8) Gecko/2009032609 Firefox/3.0.8\r\n"
        "Accept: text/html\r\nConnection: close\r\n\r\n"
    ).encode("ascii")


def crawler(host: str) -> bytes:
    """A search engine that found the name somewhere."""
    return (
        f"GET /robots.txt HTTP/1.1\r\nHost: {host}\r\n"
        "User-Agent: ExampleCrawler/1.0 (+http://crawler.example/)\r\nConnection: close\r\n\r\n"
    ).encode("ascii")


def malformed() -> bytes:
    """What is no HTTP at all."""
    return b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x01 not a request\r\n\r\n"


def endless() -> bytes:
    """A header that is far longer than any header of a bot."""
    return b"GET / HTTP/1.0\r\nX-Padding: " + b"a" * 200_000
