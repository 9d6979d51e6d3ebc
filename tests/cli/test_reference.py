"""Help and documentation cannot drift: the reference is made from the commands, and each says what it is for."""

from pathlib import Path

import pytest

from tidegate.cli.reference import leaves, reference

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_command_reference_is_up_to_date():
    assert PAGE.read_text() == reference(), "run `make docs`, which makes docs/commands.md anew"


@pytest.mark.parametrize(("words", "command"), list(leaves()), ids=[words for words, _ in leaves()])
def test_every_command_and_option_says_what_it_is_for(words, command):
    assert command.help, words
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{words} {parameter.name}"


@pytest.mark.parametrize(("words", "command"), list(leaves()), ids=[words for words, _ in leaves()])
def test_every_command_takes_the_home(words, command):
    options = {name for parameter in command.params for name in parameter.opts}
    homeless = ("tidegate dga ", "tidegate overlap ", "tidegate epp check", "tidegate verify")
    assert "--home" in options or words.startswith(homeless), words
