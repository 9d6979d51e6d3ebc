"""Families of other packages: found by their entry points, and a broken package harms nobody else."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga import generate
from tidegate.dga.catalogue import entries, entry, find, installed
from tidegate.errors import UnknownNameError

FAMILY = """
from tidegate.dga import Family, Scheme, Variant
from tidegate.dga.period import ALWAYS


def names(day):
    yield "one.example.com"
    yield "two.example.com"


FAMILY = Family(
    "{name}", kind="trojan", years=(2020, 2021), scheme=Scheme.ARITHMETIC, time_dependent=False, deterministic=True,
    variants=(Variant("default", names, count=2, suffixes=("com",), period=ALWAYS),), sources=("a report",),
    aliases={aliases},
)
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Make a distribution that brings modules by entry points, and install it where this process looks."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("tidegate.store.home._used", [])

    def make(package, text, points=None):
        module = f"{package.replace('-', '_')}_{tmp_path.name.replace('-', '_')}"
        (tmp_path / f"{module}.py").write_text(text)
        info = tmp_path / f"{package.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n")
        lines = [f"{name} = {value.format(module=module)}" for name, value in (points or {"it": "{module}"}).items()]
        (info / "entry_points.txt").write_text("\n".join(["[tidegate.families]", *lines]))
        installed.cache_clear()

    yield make
    monkeypatch.undo()
    installed.cache_clear()


def family(name, *aliases):
    return FAMILY.format(name=name, aliases=aliases)


def test_family_of_a_package_is_one_like_any_other(install):
    install("tidegate-acme", family("acmebot", "acme"))
    assert find("ACME").name == "acmebot"
    assert generate("acmebot", limit=1) == ["one.example.com"]
    assert entry("acmebot").origin == "package tidegate-acme 1.2"
    listed = CliRunner().invoke(build(), ["dga", "list"]).stdout
    (line,) = [line for line in listed.splitlines() if line.startswith("acmebot ")]
    assert line.rstrip().endswith("package tidegate-acme 1.2")


def test_entry_point_may_name_the_family_itself(install):
    install("tidegate-acme", family("acmebot"), {"it": "{module}:FAMILY"})
    assert find("acmebot").variant().count == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError: No module named 'nothing_of_this_name'"),
        ("1 +", "SyntaxError: invalid syntax"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("FAMILY = 'acmebot'", "is neither a Family nor a module with a FAMILY"),
        ("", "is neither a Family nor a module with a FAMILY"),
        (family("Acme Bot"), "'Acme Bot' is no name of a family: use lower-case letters"),
    ],
)
def test_broken_package_is_named_and_takes_no_other_down(install, text, why):
    install("tidegate-good", family("goodbot"))
    install("tidegate-bad", text)
    assert find("goodbot")
    assert find("conficker")
    (flaw,) = entries().flaws
    assert flaw.startswith("package tidegate-bad 1.2: entry point it = ")
    assert why in flaw
    result = CliRunner().invoke(build(), ["dga", "list"])
    assert f"left out: {flaw}" in result.stderr
    assert result.exit_code == 0
    with pytest.raises(UnknownNameError, match="tidegate-bad"):
        find("badbot")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (family("conficker"), "the name 'conficker' of its family 'conficker' is that of 'conficker' (built in)"),
        (family("acmebot", "kido"), "the name 'kido' of its family 'acmebot' is that of 'conficker' (built in)"),
        (family("downadup"), "the name 'downadup' of its family 'downadup' is that of 'conficker' (built in)"),
    ],
)
def test_name_that_is_taken_is_refused_with_both_owners(install, made, message):
    install("tidegate-acme", made)
    assert entries().flaws == [f"package tidegate-acme 1.2: {message}"]
    assert entry("conficker").origin == "built in"


def test_of_two_packages_with_one_family_the_first_has_it(install):
    install("tidegate-a", family("acmebot"))
    install("tidegate-b", family("acmebot"))
    assert entry("acmebot").origin == "package tidegate-a 1.2"
    assert entries().flaws == [
        "package tidegate-b 1.2: the name 'acmebot' of its family 'acmebot' is that of 'acmebot'"
        " (package tidegate-a 1.2)"
    ]


def test_package_that_was_begun_by_the_command_installs_and_is_found(tmp_path, monkeypatch):
    assert CliRunner().invoke(build(), ["dga", "new", "acmebot", "-o", str(tmp_path), "--plugin"]).exit_code == 0
    target = tmp_path / "installed"
    words = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(target)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words, str(tmp_path / "tidegate-acmebot")]
    subprocess.run(pip, check=True)
    monkeypatch.syspath_prepend(target)
    installed.cache_clear()
    try:
        assert entry("acmebot").origin == "package tidegate-acmebot 0.1.0"
        assert len(generate("acmebot", "2020-02-02")) == 10
    finally:
        monkeypatch.undo()
        installed.cache_clear()
