"""`tidegate --help` reads like a table of contents, and comes quickly."""

import subprocess
import sys

import typer

from tidegate.cli.app import build
from tidegate.cli.contents import CHAPTERS

SLOW = {"ibis", "numba", "altair", "pandas", "duckdb", "starlette", "vl_convert", "dns.asyncresolver"}


def test_help_imports_nothing_slow():
    program = "import sys; from tidegate.cli.app import build; build(); print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    )
    assert not SLOW & loaded


def test_wrong_use_exits_with_2_and_a_users_mistake_with_1(tmp_path):
    def status(*words):
        return subprocess.run([sys.executable, "-m", "tidegate", *words], check=False, capture_output=True, text=True)

    assert status("no-such-command").returncode == 2
    (tmp_path / "records.sqlite").write_text("this is no database")
    broken = status("audit", "verify", "--home", str(tmp_path))
    assert broken.returncode == 1
    assert "records.sqlite" in broken.stderr
    assert "Traceback" not in broken.stderr


def test_every_command_stands_in_the_table_of_contents():
    commands = typer.main.get_command(build()).commands
    for name, command in commands.items():
        assert name in CHAPTERS[command.rich_help_panel], name
