"""The engine that is always there: threads of this process, each on a model and some of its periods."""

import os
from collections import defaultdict, deque
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pyarrow as pa

from tidegate.forecast.job import Job, Tell
from tidegate.forecast.plan import Task, Window, plan
from tidegate.forecast.sources import sources


def make(job: Job, tell: Tell, workers: int | None = None) -> None:
    """Make and write the days of `job` with `workers` threads, one a processor where none are named.

    At most `workers` windows of days are held, the one that is written among them. What fails ends the job; days
    that are written stay.
    """
    workers = workers or os.cpu_count() or 1
    made_by = sources(job.operation)
    pool = ThreadPoolExecutor(workers)
    desk = _Desk(job, tell)

    def made(task: Task) -> list[pa.Table]:
        return list(made_by[task.place].tables([days[0] for days in task.periods]))

    try:
        ahead: deque[tuple[Window, list[Future[list[pa.Table]]]]] = deque()
        for window in plan(made_by, job.days, workers):
            ahead.append((window, [pool.submit(made, task) for task in window.tasks]))
            if len(ahead) >= workers:
                desk.finish(*ahead.popleft(), pool)
        while ahead:
            desk.finish(*ahead.popleft(), pool)
    finally:
        pool.shutdown(cancel_futures=True)


class _Desk:
    """Where the tables of the days to come lie until all of a day's models are there."""

    def __init__(self, job: Job, tell: Tell) -> None:
        self._job, self._tell = job, tell
        self._tables: dict[date, dict[int, pa.Table]] = defaultdict(dict)

    def finish(self, window: Window, made: list[Future[list[pa.Table]]], pool: ThreadPoolExecutor) -> None:
        """Wait for what was made for `window`, and write its days."""
        for task, future in zip(window.tasks, made, strict=True):
            for days, table in zip(task.periods, future.result(), strict=True):
                for day in days:
                    self._tables[day][task.place] = table
        for _ in pool.map(self._write, window.days):
            self._tell(1)

    def _write(self, day: date) -> None:
        self._job.write(day, self._tables.pop(day, {}))
