"""The engine for more than one machine: Spark's Python workers, each making and writing whole runs of days.

A worker does what the local engine does, with the same code, and writes the parts of its days itself: no name crosses
the network. Driver and workers must therefore share the lake's file system under the same path, and have the same
Tidegate installed. A task that is tried again, or twice at once, keeps the days that are there already, and a part
appears whole under its name or not at all, so it does no harm.
"""

import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from tidegate.errors import TidegateError
from tidegate.forecast import local
from tidegate.forecast.job import Engine, Job, Tell
from tidegate.forecast.sources import fingerprint
from tidegate.forecast.waiting import Waiting
from tidegate.store import home
from tidegate.store.lake import Lake

if TYPE_CHECKING:
    from pyspark import SparkContext

SCHEME = "spark://"
_RUNS_A_CORE = 4  # so that a slow worker leaves some to the others
_DAYS = 64  # of a run at most: what a lost worker has to make again
_LOOPBACK = ("127.0.0.1", "localhost")
_ANSWER, _LOOK = 10.0, 0.5  # seconds
_RAISED = re.compile(r"[\w.]+(Error|Exception): ")
_MACHINERY = ("org.apache.", "java.", "py4j.")


Say = Callable[[str], None]
"""Hears a sentence for whoever waits."""


def _nothing(_sentence: str) -> None:
    pass


def address(url: str) -> tuple[str, int]:
    """Host and port of `spark://HOST:PORT`; ValueError for what is none."""
    host, colon, port = url.removeprefix(SCHEME).rpartition(":")
    if not (url.startswith(SCHEME) and host and colon and port.isascii() and port.isdigit() and int(port) < 1 << 16):
        raise ValueError(f"{url!r} is not of the form {SCHEME}HOST:PORT")
    return host, int(port)


@contextmanager
def connected(url: str, cores: int | None = None) -> Iterator["SparkContext"]:
    """A connection to the standalone master at `url`, using at most `cores` of its workers' processors.

    TidegateError where pyspark or Java is missing, or the master does not answer.
    """
    _check_installed()
    host, port = address(url)
    _check_answers(url, host, port)
    from pyspark import SparkConf, SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(url).setAppName("tidegate forecast").set("spark.ui.enabled", "false")
    conf.set("spark.ui.showConsoleProgress", "false").set("spark.log.level", "ERROR")
    if cores:
        conf.set("spark.cores.max", str(cores))
    if host in _LOOPBACK:
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK[0])  # nothing of ours listens anywhere else
        conf.set("spark.driver.host", _LOOPBACK[0]).set("spark.driver.bindAddress", _LOOPBACK[0])
    with _in_words(url):
        context = SparkContext(conf=conf)
    try:
        yield context
    finally:
        context.stop()


def engine(url: str, cores: int | None = None, say: Say = _nothing) -> Engine:
    """The engine at `url`, connected to only when there is something to make; `say` hears what it waits for."""

    def connect_and_make(job: Job, tell: Tell) -> None:
        with connected(url, cores) as context:
            make(job, tell, context, say)

    return connect_and_make


def make(job: Job, tell: Tell, context: "SparkContext", say: Say = _nothing) -> None:
    """Make and write the days of `job` on the workers of `context`; `say` hears where there are none.

    TidegateError for what went wrong there, or where there are no workers for too long; days that are written stay.
    """
    done = context.accumulator(0)
    work = _worker(replace(job, lake=Lake(job.lake.root.absolute())), _models(), done.add)
    runs = list(_runs(job.days, context.defaultParallelism))
    waiting = Waiting(str(context.master), lambda: _workers(context), say, context.cancelAllJobs)
    with _ended(waiting), _in_words(waiting.whose), _watched(lambda: done.value, tell, waiting.look) as told:
        context.parallelize(runs, len(runs)).foreach(work)
    missing = len(job.missing())
    tell(len(job.days) - missing - told())
    if missing:
        raise TidegateError(
            f"{job.lake.root}: {missing} of {len(job.days)} days are not there after Spark made them:"
            " its workers must share this path with the driver"
        )


def _models() -> Path | None:
    """The home whose WebAssembly models are among all others here, and must be there."""
    used = home.in_use()
    return used.path.absolute() if used else None


def _worker(job: Job, models: Path | None, finished: Callable[[int], None]) -> Callable[[Sequence[date]], None]:
    """What a task does with its run of days. It is sent to the workers, where this module is imported."""

    def work(days: Sequence[date]) -> None:
        if models:
            home.use(home.Home(models))
        if fingerprint(job.operation) != job.mark:
            raise TidegateError(f"{socket.gethostname()}: has other models than the driver, or another Tidegate")
        mine = replace(job, days=days)
        missing = mine.missing()
        finished(len(days) - len(missing))
        if missing:
            local.make(replace(mine, days=missing), finished, workers=1)

    return work


def _runs(days: Sequence[date], cores: int) -> Iterable[Sequence[date]]:
    size = max(1, min(_DAYS, -(-len(days) // (_RUNS_A_CORE * cores))))
    return (days[first : first + size] for first in range(0, len(days), size))


def _workers(context: "SparkContext") -> int:
    """How many of the cluster's processes work for us; the first that Spark tells of is this one."""
    return len(context._jsc.sc().statusTracker().getExecutorInfos()) - 1


@contextmanager
def _ended(waiting: Waiting) -> Iterator[None]:
    """What was stopped because there were no workers says so."""
    try:
        yield
    except TidegateError:
        if waiting.over:
            raise TidegateError(str(waiting)) from None
        raise


@contextmanager
def _watched(count: Callable[[], int], tell: Tell, look: Callable[[], None]) -> Iterator[Callable[[], int]]:
    """Tell of what was counted meanwhile, and look around, from a thread; gives how much has been told."""
    over, told = Event(), 0

    def watch() -> None:
        nonlocal told
        while not over.wait(_LOOK):
            before, told = told, count()
            tell(told - before)
            look()

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield lambda: told
    finally:
        over.set()
        watcher.join()


def _check_installed() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise TidegateError("Spark needs pyspark: pip install 'tidegate[spark]'") from None
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise TidegateError("Spark needs Java 17, such as Debian's openjdk-17-jre-headless; or JAVA_HOME is wrong")


def _check_answers(url: str, host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=_ANSWER).close()
    except OSError as error:
        raise TidegateError(f"{url}: no Spark master answers: {error.strerror or error}") from None


@contextmanager
def _in_words(url: str) -> Iterator[None]:
    """Spark's own errors as a TidegateError with their first cause, without its traces."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped,unused-ignore]
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise TidegateError(f"{url}: {_cause(error)}") from None


def _cause(error: Any) -> str:
    """What a worker's Python raised, where anything did; else what Spark says first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    raised = [line for line in lines if _RAISED.match(line) and not line.startswith(_MACHINERY)]
    return (raised or lines)[0].removeprefix("tidegate.errors.TidegateError: ")
