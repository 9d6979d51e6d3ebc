"""Rovnix's names of words: those reported fit, what is made up of short pieces alone does not."""

import re

import pytest

from tidegate.dga.catalogue import find

PATTERN = find("rovnix").variant("words").pattern


@pytest.mark.parametrize(
    "name",
    [
        "kingwhichtotallyadminis.biz",
        "thareplunjudiciary.net",
        "townsunalienable.net",
        "taxeslawsmockhigh.net",
        "transientperfidythe.biz",
        "inhabitantslaindourmock.cn",
        "thworldthesuffer.biz",
    ],
)
def test_reported_names_fit(name):
    assert re.fullmatch(PATTERN, name)


@pytest.mark.parametrize(
    "name", ["kingwhich.biz", "thetheinofthethe.net", "townsunalienablex.net", "townsunalienable.org"]
)
def test_short_names_short_pieces_other_letters_and_other_endings_do_not_fit(name):
    assert not re.fullmatch(PATTERN, name)
