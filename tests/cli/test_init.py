"""`tidegate init`: an operation in one command, a wrong playbook refused, and nobody in who was not let in."""

import json

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import NotAllowedError, TidegateError
from tidegate.operation.clearance import joining
from tidegate.operation.opening import names
from tidegate.operation.playbook import load
from tidegate.policy import TLP
from tidegate.store import Home


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def init(home, name, *words, playbook="conficker"):
    words = [name, "--playbook", str(playbook), "--from", "2009-03-01", "--home", str(home.path), *words]
    return CliRunner().invoke(build(), ["init", *words])


def test_init_says_what_it_opened(home):
    result = init(home, "conficker", "--json")
    assert result.exit_code == 0
    opened = json.loads(result.stdout)
    assert opened["models"] == ["conficker/a", "conficker/b", "conficker/c"]
    assert (opened["registries"], opened["suffixes"], opened["legitimate_sites"]) == (114, 123, 6)
    assert opened["of_the_directory"] == []
    assert opened["days"] == "2009-03-01 to 2009-08-27"


@pytest.mark.parametrize("playbook", ["conficker", "mariposa"])
def test_the_same_command_opens_a_generator_and_a_list(home, playbook):
    assert init(home, "mine", playbook=playbook).exit_code == 0
    assert names(home.records) == ["mine"]


def test_an_existing_operation_is_left_alone(home):
    init(home, "conficker")
    result = init(home, "conficker", playbook="mariposa")
    assert str(result.exception) == "operation 'conficker' exists already"
    assert names(home.records) == ["conficker"]


def test_a_wrong_playbook_is_refused_by_file_line_key_and_reason_and_nothing_is_written(home, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(load("conficker")[1].replace('"co.uk"', '"co.uk "'))
    result = init(home, "conficker", playbook=file)
    assert isinstance(result.exception, TidegateError)
    assert str(result.exception).startswith(f"{file}:")
    assert str(result.exception).endswith('registries.nominet.suffixes: "co.uk " ends in a space')
    assert not home.path.exists()


def test_only_a_member_who_is_cleared_opens_an_operation(home):
    assert isinstance(init(home, "conficker", "--as", "eve").exception, NotAllowedError)
    init(home, "conficker")
    home.records.append("local", [joining("gina", "CERT", TLP.GREEN), joining("anna", "CERT", TLP.RED)])
    assert isinstance(init(home, "second", "--as", "gina").exception, NotAllowedError)
    assert init(home, "second", "--as", "anna").exit_code == 0
