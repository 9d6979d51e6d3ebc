"""Conficker asks for `/search?q=N` (A and B) or `/` (C and later), where N is how many hosts this bot infected.

The worm resolves the name itself, so A's and B's Host field mostly is the sinkhole's address; N goes into the
thousands. A adds `&aq=7`. The user agent is the machine's own and tells nothing.

Source: Porras, Saidi, Yegneswaran, "An Analysis of Conficker's Logic and Rendezvous Points" (SRI, 2009), and its
addendum on C; N and the Host field as a sinkhole of 2016 saw them.
"""

import re

from tidegate.sinkhole.checkins import CheckIn

FAMILY = "conficker"
_SEARCH = re.compile(r"/search\?q=(\d{1,9})(&aq=7)?\Z", re.ASCII)
_VERSIONS = ("1.0", "1.1")


def read(method: str, target: str, version: str) -> CheckIn | None:
    """The check-in that a request makes in a form of Conficker's."""
    if method != "GET" or version not in _VERSIONS:
        return None
    if target == "/":
        return CheckIn("conficker-root", ("c",), needs_name=True)
    if search := _SEARCH.match(target):
        variants = ("a", "b") if search[2] else ("b", "a")
        return CheckIn("conficker-search", variants, peers=int(search[1]))
    return None
