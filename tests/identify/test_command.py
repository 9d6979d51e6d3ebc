"""`tidegate identify`, `tidegate index` and `tidegate observe`, as a user types them."""

import csv
import io
import json
import random
from datetime import date

import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.dga.generation import variant_batches
from tidegate.errors import TidegateError
from tidegate.identify.index import writer
from tidegate.identify.models import models
from tidegate.names.days import Span

DAYS = Span.of(date(2014, 11, 10), 3)
SMALL = ["torpig", "zloader", "chinad", "dircrypt"]


def run(*words, text=None):
    return CliRunner().invoke(build(), list(map(str, words)), input=text)


def refusal(*words):
    result = run(*words)
    assert isinstance(result.exception, TidegateError), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    families = [word for name in SMALL for word in ("--family", name)]
    result = run("index", "build", "--from", DAYS.first, "--to", DAYS.last, *families, "--index", folder)
    assert result.exit_code == 0, result.output
    return folder


def made(family, number=0, day=DAYS.first):
    """A real name of the family's first model."""
    model = models([family])[0]
    (batch,) = variant_batches(model.variant, [day], model.values)
    return batch.names[number].as_py()


def test_a_mixed_log_is_explained(index):
    lines = ["example.com", made("chinad", 7).upper() + ".", "", "not a name", made("dircrypt", 3), "wikipedia.org"]
    result = run("identify", "--index", index, "--patterns", "none", "--format", "jsonl", text="\n".join(lines))
    rows = {row["name"]: row["matches"] for row in map(json.loads, result.stdout.splitlines())}
    assert rows[made("chinad", 7)] == [
        {
            "family": "chinad",
            "variant": "default",
            "config": "",
            "from": "2014-11-10",
            "to": "2014-11-10",
            "position": 7,
            "kind": "exact",
        }
    ]
    assert (rows[made("dircrypt", 3)][0]["from"], rows[made("dircrypt", 3)][0]["position"]) == (None, 3)
    assert len(rows) == 2
    assert "2 of them matched" in result.stderr
    assert "skipped 1: the line is empty" in result.stderr


def test_text_and_csv_say_the_same(index, tmp_path):
    file = tmp_path / "names.txt"
    file.write_text(made("chinad"))
    told = run("identify", file, "--index", index, "--patterns", "none").stdout
    assert told == f"{made('chinad')}  chinad/default, 2014-11-10, position 0\n"
    (row,) = csv.DictReader(io.StringIO(run("identify", file, "--index", index, "--format", "csv").stdout))
    assert (row["name"], row["from"], row["kind"]) == (made("chinad"), "2014-11-10", "exact")


def test_days_and_families_bound_the_matches(index):
    name = made("chinad", 2, DAYS.last)
    assert run("identify", "--index", index, "--from", DAYS.last, text=name).stdout.startswith(f"{name}  chinad/")
    assert "chinad" not in run("identify", "--index", index, "--to", DAYS.first, text=name).stdout
    assert "chinad" not in run("identify", "--index", index, "--family", "torpig", text=name).stdout


def test_one_name_needs_no_index(tmp_path):
    words = ["--date", "2009-03-14", "--days", 2, "--family", "conficker", "--home", tmp_path]
    assert run("identify", "MXWVJHVKAA.org.", *words).stdout == "mxwvjhvkaa.org  conficker/b, 2009-03-13, position 0\n"
    nobody = run("identify", "example.com", *words)
    assert (nobody.stdout, nobody.exit_code) == ("", 0)
    assert "example.com: none of 3 models makes it, 2009-03-12 to 2009-03-16" in nobody.stderr


def test_one_name_asks_the_index_first(index):
    assert "position 5" in run("identify", made("chinad", 5), "--index", index).stdout


def test_an_unpredictable_familys_name_is_a_pattern(tmp_path):
    result = run("identify", "google.com", "--family", "charbot", "--home", tmp_path, "--format", "jsonl")
    (match,) = json.loads(result.stdout)["matches"]
    assert (match["family"], match["kind"], match["from"], match["position"]) == ("charbot", "pattern", None, None)


def test_show_says_what_an_index_covers(index):
    shown = json.loads(run("index", "show", "--index", index, "--json").stdout)
    assert (shown["days"], shown["segments"]) == ("2014-11-10 to 2014-11-12", 1)
    assert {row["family"] for row in shown["families"]} == set(SMALL)
    assert "bytes an entry" in run("index", "show", "--index", index).stdout


def test_extend_goes_on_to_a_day(tmp_path):
    run("index", "build", "--from", "2020-01-01", "--to", "2020-01-02", "--family", "torpig", "--index", tmp_path)
    result = run("index", "extend", "--to", "2020-01-09", "--family", "torpig", "--index", tmp_path)
    assert "1 models, 2020-01-01 to 2020-01-09" in result.stderr
    found = run("identify", made("torpig", day=date(2020, 1, 9)), "--index", tmp_path, "--days", 0)
    assert "torpig/daily" in found.stdout


def test_a_family_that_is_added_leaves_none_behind(tmp_path):
    run("index", "build", "--from", "2020-01-01", "--to", "2020-01-02", "--family", "torpig", "--index", tmp_path)
    run("index", "extend", "--to", "2020-01-05", "--family", "chinad", "--index", tmp_path)
    for family in ("torpig", "chinad"):
        for day in Span(date(2020, 1, 1), date(2020, 1, 5)):
            told = run("identify", "--index", tmp_path, "--patterns", "none", text=made(family, day=day)).stdout
            assert f"{family}/" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["identify", "no/such/file"], "no/such/file: is no file, and 'no/such/file' is not a domain name"),
        (["identify", ".", "--home", "home"], ".: cannot be read: Is a directory"),
        (["identify", "-", "--home", "home", "--log", "xml"], "unknown log format 'xml'; known: "),
        (
            ["identify", "-", "--home", "home", "--from", "1970-01-01", "--to", "2070-01-01"],
            "no index is there, and 1970",
        ),
        (["identify", "-", "--index", "nowhere"], "nowhere: holds no index; `tidegate index build` makes one"),
        (["identify", "a.com", "--family", "storm"], "unknown family 'storm'; known: "),
        (["identify", "a.com", "--from", "2020-02-01", "--to", "2020-01-01"], "the span of days ends (2020-01-01)"),
        (["index", "build", "--from", "2020-02-01", "--to", "2020-01-01"], "the span of days ends (2020-01-01)"),
        (["index", "extend", "--index", "nowhere"], "nowhere: holds no index"),
        (["observe", "torpig", "no.csv"], "no.csv: No such file or directory"),
    ],
)
def test_wrong_input_is_named(words, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refusal(*words).startswith(message)
    assert not (tmp_path / "nowhere" / "index.json").exists()


@pytest.mark.parametrize("words", [["identify", "--format", "xml"], ["index", "build"], ["observe"]])
def test_wrong_use_is_exit_2(words):
    assert run(*words).exit_code == 2


def test_a_log_without_an_index_is_held_against_days_around_a_date(tmp_path):
    words = ["identify", "--family", "chinad", "--family", "torpig", "--home", tmp_path / "home", "--patterns", "none"]
    name = made("chinad", 7, date(2014, 11, 12))
    near = run(*words, "--date", "2014-11-10", "--days", 2, text=f"{name}\nexample.com")
    assert near.stdout == f"{name}  chinad/default, 2014-11-12, position 7\n"
    assert f"{tmp_path / 'home' / 'index'}: holds no index; held against " in near.stderr
    assert " models, 2014-11-08 to 2014-11-12\n" in near.stderr
    assert run(*words, "--date", "2014-11-10", "--days", 1, text=name).stdout == ""
    asked = run(*words, "--from", "2014-11-11", "--to", "2014-11-30", text=name)
    assert name in asked.stdout
    assert " models, 2014-11-11 to 2014-11-30\n" in asked.stderr
    assert not (tmp_path / "home" / "index").exists()


def test_an_index_that_is_not_of_the_asked_days_says_so(index):
    told = run("identify", "--index", index, "--from", "2014-11-10", "--to", "2014-12-31", text="example.com").stderr
    assert f"{index}: covers 2014-11-10 to 2014-11-12 only\n" in told
    assert "only" not in run("identify", "--index", index, "--date", "2014-11-11", text="example.com").stderr


def test_a_log_that_is_garbage_is_counted(index, tmp_path):
    file = tmp_path / "log"
    file.write_bytes(random.Random(1).randbytes(20_000))
    result = run("identify", file, "--index", index)
    assert result.exit_code == 0
    assert "skipped" in result.stderr


def test_observe_tells_the_clock(tmp_path):
    file = tmp_path / "seen.csv"
    ahead = [f"{made('torpig', number, date(2020, 1, 9))},2020-01-06T12:00Z" for number in range(3)]
    file.write_text("\n".join(["name,time", *ahead, "example.com,2020-01-06"]))
    result = run("observe", "torpig", file, "--days", 5)
    assert "torpig/daily explains 75.0 % of 4 observations with clocks 3 days ahead" in result.stderr
    assert "25.0 % it does not explain." in result.stderr
    (row,) = json.loads(run("observe", "torpig", file, "--json").stdout)
    assert (row["offset"], row["explained"], row["share"], row["anyhow"]) == (3, 3, 0.75, 3)


def test_observe_finds_a_seed(tmp_path):
    file = tmp_path / "seen.csv"
    name = run("dga", "generate", "dircrypt", "--config", "seed=4711", "--limit", 1).stdout.strip()
    file.write_text(f"name,time\n{name},2020-01-06\n")
    assert "seed=4711" in run("observe", "dircrypt", file, "--config", "seed=4700..4720").stdout
    assert refusal("observe", "dircrypt", file).startswith(f"{file}: none of ")


def test_ten_families_among_popular_names(ten_families, tmp_path):
    index, known = ten_families
    writer.build(tmp_path, known, index.manifest.span)
    draw = random.Random(7)
    expected = {}
    for model in known:
        (batch,) = variant_batches(model.variant, [index.manifest.span.last], model.values)
        expected[draw.choice(batch.names.to_pylist())] = model.family
    popular = [f"{draw.choice(WORDS)}{draw.choice(WORDS)}{number % 97}.{ending}" for number, ending in ENDINGS]
    lines = [*expected, *popular]
    draw.shuffle(lines)
    words = ["identify", "--index", tmp_path, "--patterns", "none", "--format", "jsonl"]
    result = run(*words, text="\n".join(lines))
    found = {
        row["name"]: {match["family"] for match in row["matches"]}
        for row in map(json.loads, result.stdout.splitlines())
    }
    assert set(found) == set(expected)
    assert all(family in found[name] for name, family in expected.items())
    assert len(set(expected.values())) == 10


WORDS = [
    "shop",
    "news",
    "cloud",
    "mail",
    "web",
    "photo",
    "blog",
    "play",
    "my",
    "the",
    "data",
    "home",
    "sport",
    "travel",
]
ENDINGS = [(number, random.Random(number).choice(["com", "net", "org", "co.uk", "info"])) for number in range(100_000)]
