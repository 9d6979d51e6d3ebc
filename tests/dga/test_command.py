"""`tidegate dga`: list, show, generate and check, as a user types them."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga import generate
from tidegate.dga.catalogue import families
from tidegate.errors import TidegateError

VECTORS = Path(__file__).parent / "vectors" / "conficker.jsonl"
B = ("conficker", "--variant", "b", "--date", "2009-03-13")


def run(*words, text=None):
    return CliRunner().invoke(build(), ["dga", *map(str, words)], input=text)


def refusal(*words):
    result = run(*words)
    assert isinstance(result.exception, TidegateError)
    return str(result.exception)


def test_list_is_a_line_a_family():
    first, *lines = run("list").stdout.splitlines()
    assert " ".join(first.split()) == "family aliases kind years variants names valid for scheme predictable"
    (line,) = [line for line in lines if line.startswith("conficker ")]
    assert " ".join(line.split()) == "conficker downadup, kido worm 2008- a, b, c 250-50,000 day arithmetic yes"
    assert len(lines) == len(families()) + 2


def test_list_ends_with_what_there_is():
    variants = [variant for family in families().values() for variant in family.variants]
    counted = f"{len(families()):,} families, {len(variants):,} variants, of which "
    assert run("list").stdout.splitlines()[-1].startswith(counted)


def test_list_as_json_says_all():
    (conficker,) = [row for row in json.loads(run("list", "--json").stdout) if row["family"] == "conficker"]
    assert conficker["variants"] == ["a", "b", "c"]
    assert conficker["names"]["c"] == 50_000
    assert conficker["origin"] == "built in"


def test_what_cannot_be_predicted_is_listed_as_such():
    lines = run("list").stdout.splitlines()
    (charbot,) = [line for line in lines if line.startswith("charbot ")]
    assert charbot.split()[-1] == "no"


def test_show_knows_an_alias_and_says_how_bots_behave():
    shown = json.loads(run("show", "kido", "--json").stdout)
    assert shown["family"] == "conficker"
    (c,) = [variant for variant in shown["variants"] if variant["variant"] == "c"]
    assert (c["names"], c["tries"], c["clock"], c["starts"]) == (50_000, 500, "local", "2009-04-01")
    assert len(c["suffixes"]) == 116
    assert "SRI" in run("show", "kido").stdout


def test_show_tells_known_configs_patterns_and_terms_of_the_taxonomy():
    shown = run("show", "necurs").stdout
    assert 'dga:generation-scheme="arithmetic", dga:seeding="time-dependent"' in shown
    assert "default  11    magic=11" in shown
    assert r"[a-y]{7,21}\.[a-z]{2,4}" in shown
    assert "four days of a month" in shown
    told = json.loads(run("show", "necurs", "--json").stdout)
    assert told["variants"][0]["known"]["5"] == {"magic": "5"}


def test_generate_takes_a_known_config_by_its_name():
    wanted = ("generate", "necurs", "--date", "2020-03-10", "--limit", 3)
    named, written = run(*wanted, "--config", "11").stdout, run(*wanted, "--config", "magic=11").stdout
    assert named == written != run(*wanted, "--config", "9").stdout


def test_generate_prints_a_name_a_line():
    assert run("generate", *B).stdout.splitlines() == generate("conficker", "2009-03-13", variant="b")


def test_generate_goes_on_over_the_days():
    lines = run("generate", *B, "--days", 3, "--limit", 2).stdout.splitlines()
    assert lines[2:4] == generate("conficker", "2009-03-14", variant="b", limit=2)
    assert len(lines) == 6


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_generate_writes_rows(format):
    assert "wnsux.com" in run("generate", *B, "--format", format).stdout


def test_generate_writes_a_file(tmp_path):
    file = tmp_path / "names.parquet"
    assert run("generate", *B, "--format", "parquet", "-o", file).exit_code == 0
    assert pq.read_table(file)["name"].to_pylist() == generate("conficker", "2009-03-13", variant="b")
    assert list(tmp_path.iterdir()) == [file]


def test_generate_leaves_the_old_file_when_it_fails(tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("old")
    assert "lies before" in refusal("generate", "conficker", "--variant", "a", "--date", "1500-01-01", "-o", file)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_generate_names_the_file_that_it_cannot_write(tmp_path):
    refused = refusal("generate", *B, "-o", tmp_path / "no" / "names")
    assert refused.endswith("no/names: cannot be written: No such file or directory")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["generate", "storm"], "unknown family 'storm'; known: "),
        (["generate", "conficker"], "conficker has variants a, b, c: name one of them"),
        (["generate", "conficker", "--variant", "b"], "conficker depends on the date: give one"),
        (["generate", *B, "--config", "seed=1"], "unknown config key of conficker/b 'seed'; known: none"),
        (
            ["generate", "necurs", "--date", "2020-03-10", "--config", "12"],
            "unknown config of necurs/default '12'; known: 9, 5, 7, 11",
        ),
        (["generate", *B, "--config", "seed"], "config 'seed' is not of the form K=V"),
        (["generate", "conficker", "--variant", "b", "--days", 2], "2 days need a first one: give --date"),
        (["show", "storm"], "unknown family 'storm'; known: "),
    ],
)
def test_wrong_input_is_named(words, message):
    assert refusal(*words).startswith(message)


def test_wrong_use_is_exit_2():
    assert run("generate", *B, "--days", "0").exit_code == 2
    assert run("generate", *B, "--format", "xml").exit_code == 2


def test_check_counts_what_passed():
    result = run("check", VECTORS)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "8 passed, 0 failed"


def test_check_shows_each_miss_and_exits_1(tmp_path):
    lines = VECTORS.read_text().splitlines()
    answer = json.loads(lines[0])
    answer["domains"][3] = "wrong.com"
    file = tmp_path / "answers.jsonl"
    file.write_text("\n".join([lines[1], json.dumps(answer)]))
    result = run("check", file)
    miss, last = result.stdout.splitlines()
    assert miss.startswith(f"{file}:2: conficker/a 2009-02-12: plain reading, index 3: expected wrong.com, got ")
    assert last == "1 passed, 1 failed"
    assert result.exit_code == 1
    told = json.loads(run("check", file, "--json").stdout)
    assert (told["passed"], told["failed"], told["misses"][0]["place"]) == (1, 1, f"{file}:2")


def test_check_counts_by_family_where_asked(tmp_path):
    other = tmp_path / "answers.jsonl"
    other.write_text(json.dumps({"family": "storm", "variant": "a", "date": None, "domains": ["a.com"]}))
    lines = run("check", VECTORS, other, "--by-family").stdout.splitlines()
    assert lines[0].split() == ["family", "passed", "failed", "no", "model", "names"]
    assert lines[1].split()[:4] == ["conficker", "8", "0", "0"]
    assert lines[2].split() == ["storm", "0", "0", "1", "0"]
    told = json.loads(run("check", VECTORS, "--json").stdout)
    assert told["by_family"]["conficker"]["passed"] == 8


def test_check_counts_what_has_no_model_apart(tmp_path):
    other = {"family": "storm", "variant": "default", "config": {}, "date": None, "domains": ["a.com"]}
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps(other))
    alone, together = run("check", file), run("check", VECTORS, file)
    assert alone.stdout.splitlines() == ["no model: storm/default (1)", "0 passed, 0 failed"]
    assert (alone.exit_code, together.exit_code) == (1, 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"{}\n", ":1: date: is missing"), (b"\xff\n", ": is not UTF-8 text: invalid start byte at byte 0")],
)
def test_check_names_file_and_line_of_what_it_cannot_read(tmp_path, content, message):
    file = tmp_path / "answers.jsonl"
    file.write_bytes(content)
    assert refusal("check", file) == f"{file}{message}"


def test_check_names_a_file_that_is_not_there(tmp_path):
    assert refusal("check", tmp_path / "none") == f"{tmp_path / 'none'}: No such file or directory"


WHOLE = "9veja46s18k4vipke2sd0brmuhd1r0ce2h.appsync-api.us-west-2.avsvmcloud.com"


def test_decode_tells_what_names_hold_and_to_whom_it_may_go():
    result = run("decode", "solorigate", "--format", "jsonl", text=f"{WHOLE.upper()}.\nexample.com\n\n")
    told = json.loads(result.stdout)
    assert (told["names"], told["text"]) == ([WHOLE], "corp.example.com")
    assert result.stderr.startswith("TLP:RED PAP:RED: ")
    assert "2 names, 1 of them decoded\nskipped 1: the line is empty" in result.stderr


def test_decode_reads_a_field_of_a_log(tmp_path):
    file = tmp_path / "seen.csv"
    file.write_text(f"time,host\n2020-06-07,{WHOLE}\n")
    assert "text corp.example.com" in run("decode", "sunburst", file, "--column", "host").stdout


def test_decode_needs_a_family_whose_names_tell_something():
    assert refusal("decode", "conficker").startswith("unknown decoder 'conficker'; known: sunburst")
    assert refusal("decode", "sunburst", "no.txt") == "no.txt: cannot be read: No such file or directory"
    assert run("decode", "sunburst", "--format", "xml").exit_code == 2


def test_reader_that_goes_away_is_no_traceback():
    words = [sys.executable, "-m", "tidegate", "dga", "generate", "conficker", "--variant", "c"]
    words += ["--date", "2009-04-01", "--days", "2"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout.readline() == b"oubezepg.com.mx\n"
        program.stdout.close()
        assert b"Traceback" not in program.stderr.read()
