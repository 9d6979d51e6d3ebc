"""The page of this room names every command and option."""

from pathlib import Path

import pytest

from tidegate.cli.reference import leaves

PAGE = (Path(__file__).parents[2] / "docs" / "identify.md").read_text()
OURS = {words: command for words, command in leaves() if words.split()[1] in ("identify", "index", "observe")}


@pytest.mark.parametrize(("words", "command"), OURS.items(), ids=OURS)
def test_every_command_and_option_is_named(words, command):
    assert f"`{words}" in PAGE
    for parameter in command.params:
        for option in (name for name in parameter.opts if name.startswith("--")):
            assert option in PAGE, option
