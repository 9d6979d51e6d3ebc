"""A forecast made by Spark is the one made here: a real standalone master and two workers, on loopback."""

import os
import re
import shutil
import subprocess
import threading
import time
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from tidegate.cli.app import build
from tidegate.errors import TidegateError
from tidegate.forecast import spark, waiting
from tidegate.forecast.job import Job
from tidegate.forecast.run import run
from tidegate.forecast.sources import fingerprint
from tidegate.names.days import Span
from tidegate.store import Home
from tidegate.store.lake import Lake

pytestmark = [
    pytest.mark.peer,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # sockets that pyspark leaves open
]
HORIZON = Span.of(date(2009, 3, 20), 40)
STARTUP = 180  # seconds that a busy machine may take


class Cluster:
    """A master and its workers, each in a process of its own that listens on loopback only."""

    def __init__(self, folder):
        self.folder, self.started = folder, []
        program = Path(pytest.importorskip("pyspark").__file__).parent / "bin" / "spark-class"
        self.program = [str(program)]
        listening = ["--host", "127.0.0.1", "--webui-port", "0"]
        self.start("master.Master", *listening, "--port", "0")
        self.url = self.wait_for(r"Starting Spark master at (spark://\S+)")
        for name in ("one", "two"):
            self.start("worker.Worker", *listening, "--cores", "1", "--memory", "1g", "--work-dir", name, self.url)
            self.wait_for(r"Successfully registered with master ()")

    def start(self, role, *arguments):
        log = self.folder / f"{len(self.started)}.log"
        command = [*self.program, f"org.apache.spark.deploy.{role}", *arguments]
        environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
        with log.open("wb") as stream:
            made = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=stream, stderr=stream)
        self.started.append((made, log))

    def wait_for(self, pattern):
        process, log = self.started[-1]
        deadline = time.monotonic() + STARTUP
        while not (found := re.search(pattern, log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        return found[1]

    def stop(self):
        self.stop_workers()
        self._stop(self.started[:1])

    def stop_workers(self):
        self._stop(self.started[1:])

    def _stop(self, started):
        for process, _ in started:
            process.terminate()
        for process, _ in started:
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    if not shutil.which("java"):
        pytest.skip("Java is not installed")
    cluster = Cluster(tmp_path_factory.mktemp("spark"))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def context(cluster):
    """One connection for all tests."""
    with spark.connected(cluster.url) as context:
        yield context


@pytest.fixture
def on_spark(context):
    return partial(spark.make, context=context)


def contents(lake):
    """Every part of the lake: its rows as they stand, and what it was made from."""
    parts = sorted(lake.root.rglob("*.parquet"))
    return {
        str(part.relative_to(lake.root)): (pq.read_table(part, partitioning=None), pq.read_metadata(part).metadata)
        for part in parts
    }


def debris(lake):
    return [path for path in lake.root.rglob("*") if path.is_file() and path.name != "forecast.parquet"]


def test_spark_makes_what_this_process_makes(on_spark, tmp_path, watching, a, c, necurs, listed):
    operation = watching(a, c, necurs, listed)
    here, there, heard = Lake(tmp_path / "here"), Lake(tmp_path / "there"), []
    expected = run(here, operation, HORIZON)
    summary = run(there, operation, HORIZON, engine=on_spark, progress=heard.append)
    assert summary == expected
    assert contents(there) == contents(here)
    assert len(contents(there)) == sum(heard) == len(HORIZON)
    assert debris(there) == []


def test_spark_keeps_the_days_that_are_there(on_spark, lake, watching, a):
    run(lake, watching(a), Span.of(HORIZON.first, 5))
    written = {part: part.stat().st_mtime_ns for part in lake.root.rglob("*.parquet")}
    summary = run(lake, watching(a), Span.of(HORIZON.first, 9), engine=on_spark)
    assert (summary.written, summary.kept) == (4, 5)
    assert {part: part.stat().st_mtime_ns for part in written} == written


def test_task_that_runs_twice_at_once_does_no_harm(context, tmp_path, watching, a, necurs):
    operation, here, there = watching(a, necurs), Lake(tmp_path / "here"), Lake(tmp_path / "there")
    run(here, operation, HORIZON)
    job = Job(there, operation, list(HORIZON), fingerprint(operation))
    twins = [threading.Thread(target=spark.make, args=(job, lambda _: None, context)) for _ in range(2)]
    for twin in twins:
        twin.start()
    for twin in twins:
        twin.join()
    assert contents(there) == contents(here)
    assert debris(there) == []


def test_what_goes_wrong_on_a_worker_is_said_in_its_words(on_spark, tmp_path, watching, a):
    (tmp_path / "file").write_text("in the way")
    job = Job(Lake(tmp_path / "file"), watching(a), [HORIZON.first], fingerprint(watching(a)))
    with pytest.raises(TidegateError, match=r"spark://\S+: \w+Error: .*file"):
        on_spark(job, lambda _: None)


def test_worker_with_other_models_makes_nothing(on_spark, lake, watching, a):
    with pytest.raises(TidegateError, match="has other models than the driver, or another Tidegate"):
        on_spark(Job(lake, watching(a), [HORIZON.first], "made by others"), lambda _: None)
    assert not lake.root.exists()


def test_workers_that_do_not_share_the_lake_are_noticed(on_spark, tmp_path, watching, a, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setattr(Path, "absolute", lambda _: elsewhere)  # where the workers' own disk would be
    job = Job(Lake(tmp_path / "lake"), watching(a), list(Span.of(HORIZON.first, 3)), fingerprint(watching(a)))
    with pytest.raises(TidegateError, match="3 of 3 days are not there after Spark made them"):
        on_spark(job, lambda _: None)


def test_command_takes_the_engine(cluster, context, tmp_path, monkeypatch):
    monkeypatch.setattr(spark, "connected", lambda url, cores: nullcontext(context))
    home = Home(tmp_path / "home")
    words = ["init", "one", "--playbook", "mariposa", "--from", "2009-12-24", "--home", str(home.path)]
    assert CliRunner().invoke(build(), words).exit_code == 0
    words = ["forecast", "one", "--days", "3", "--engine", cluster.url, "--home", str(home.path), "--json"]
    result = CliRunner().invoke(build(), words)
    assert result.stderr == "480 names (160 distinct), 2009-12-24 to 2009-12-26: 3 days made, 0 kept\n"


def test_worker_that_dies_leaves_its_days_to_the_others(cluster, on_spark, tmp_path, watching, a, c, necurs):
    operation = watching(a, c, necurs)
    here, there = Lake(tmp_path / "here"), Lake(tmp_path / "there")
    run(here, operation, HORIZON)
    worker, _ = cluster.started[-1]

    def kill(days):
        if days:
            worker.kill()

    run(there, operation, HORIZON, engine=on_spark, progress=kill)
    assert worker.wait() == -9
    assert contents(there) == contents(here)


def test_master_without_workers_is_not_waited_for_in_silence_nor_for_ever(
    cluster, context, tmp_path, watching, a, monkeypatch
):
    """Runs last, since it takes the others' workers away."""
    cluster.stop_workers()
    monkeypatch.setattr(waiting, "PATIENCE", 0.5)
    monkeypatch.setattr(waiting, "LIMIT", 3.0)
    said = []
    job = Job(Lake(tmp_path / "lake"), watching(a), [HORIZON.first], fingerprint(watching(a)))
    with pytest.raises(TidegateError, match=r"^spark://\S+: had no workers for this in 3 seconds"):
        spark.make(job, lambda _: None, context, said.append)
    assert [sentence.partition(": ")[2] for sentence in said] == ["has no workers for this; waiting for 3 seconds"]
