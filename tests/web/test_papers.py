"""A briefing in the pages is the file that a member gets, with no more rights than it needs."""

import re

from tidegate.group import briefing
from tidegate.names.days import parse_week
from tidegate.operation import clearance, opening
from tidegate.web.papers import policy


def test_the_page_shows_what_the_command_would_write(client, filled_home):
    shown = client.get("/operations/conficker/briefing/2009-W14").text
    clips = re.compile(r"clip\d+")  # numbered through all drawings of a process
    operation = opening.get(filled_home.records, "conficker")
    viewer = clearance.viewer(filled_home.records, "local")
    written = briefing.compose(filled_home, operation, parse_week("2009-W14"), viewer)
    assert clips.sub("clip", shown) == clips.sub("clip", written)


def test_a_briefing_runs_nothing_and_is_styled_by_its_own_style_only(client):
    answer = client.get("/operations/conficker/briefing/2009-W14")
    rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "script-src" not in rules
    assert "unsafe" not in rules
    assert re.search(r"style-src 'sha256-[^']+'", rules)
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_each_style_of_a_file_is_allowed_by_its_own_hash():
    assert policy("<style>a{}</style><style>b{}</style>").count("'sha256-") == 2
    assert "style-src 'none'" in policy("<p>plain</p>")


def test_the_page_carries_the_label_of_the_briefing_in_it(client):
    page = client.get("/operations/conficker/briefing.json").json()
    assert page["label"].startswith("TLP:RED")
    assert page["week"] == "2009-W14"


def test_a_member_gets_a_briefing_cut_to_their_clearance(filled_home, visitor):
    text = visitor(filled_home, "amber").get("/operations/conficker/briefing/2009-W14").text
    assert "Probe every hour on the first" in text
    assert "Tell the ministry" not in text
