"""Exporting: the policy is asked, the list is made, its files appear together, and the record says so."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tidegate.dns.export import find, folder, making, sent, snapshot
from tidegate.dns.export.format import ALL
from tidegate.dns.export.making import Task
from tidegate.dns.export.manifest import Manifest
from tidegate.dns.export.request import UNSENT, Request, ask, chosen
from tidegate.dns.export.signing import Seal
from tidegate.dns.orders import basis
from tidegate.dns.orders import life as orders
from tidegate.errors import TidegateError
from tidegate.operation.model import Operation
from tidegate.store import Home


@dataclass(frozen=True)
class Export:
    """What was exported, and the folder that holds it."""

    manifest: Manifest
    folder: Path


def export(
    home: Home, operation: Operation, request: Request, directory: Path, member: str, seal: Seal | None = None
) -> Export:
    """Write the list that `request` asks for as a new folder in `directory`, and put it on the record; its manifest is
    signed by `seal`.

    NotAllowedError where the policy refuses `member` or the registry; TidegateError where there is no such order, no
    name, or nothing that a delta could be of. Nothing is written then.
    """
    [made] = export_each(home, operation, [request], directory, member, seal)
    return made


def export_each(
    home: Home,
    operation: Operation,
    requests: Sequence[Request],
    directory: Path,
    member: str,
    seal: Seal | None = None,
) -> Iterator[Export]:
    """`export` for each of `requests`, in one look through the forecast: the way to write to every registry.

    What is wrong with any of them is raised before the first is made; then each appears by itself, as it is asked for.
    """
    tasks = [replace(_task(home, operation, request, directory, member), seal=seal) for request in requests]
    return _make(tasks, directory, member)


def _task(home: Home, operation: Operation, request: Request, directory: Path, member: str) -> Task:
    find(request.format)
    ask(home.records, operation, request.registry, member)
    asked = chosen(orders.rows(home.records, operation.name), request)
    if request.send and request.registry != ALL:
        basis.check([order for order in asked if order.state in UNSENT], operation.playbook)
    past = sent.past(home, operation.name, request.registry)
    base = None
    if past.sent is not None and (request.delta or request.send):
        base = sent.kept(home, operation.name, request.registry, past.sent)
    elif request.delta:
        raise TidegateError(f"nothing was sent to {request.registry} yet that a delta could be of")
    return Task(home, operation, request, asked, past, base, directory)


def _make(tasks: Sequence[Task], directory: Path, member: str) -> Iterator[Export]:
    with folder.staging(directory) as stage, tasks[0].home.lake.one_thread():
        whole = stage / "whole.parquet"
        _snapshot(tasks, whole)
        for task in tasks:
            listing = whole
            if len(tasks) > 1:
                listing = stage / sent.LIST
                snapshot.cut(task.home.lake, whole, task.orders, listing)
            snapshot.check(listing, task.orders)
            past = sent.past(task.home, task.operation.name, task.request.registry)  # it may be in here twice
            yield _appear(replace(task, past=past), listing, stage / "files", member)


def _snapshot(tasks: Sequence[Task], whole: Path) -> None:
    """Everything that any of `tasks` lists."""
    home, operation = tasks[0].home, tasks[0].operation
    asked = list({order.id: order for task in tasks for order in task.orders}.values())
    snapshot.make(whole, home, operation, asked)


def _appear(task: Task, listing: Path, files: Path, member: str) -> Export:
    manifest = making.write(task, listing, files)
    events = making.events(task, listing, manifest)
    if task.request.send:
        sent.keep(task.home, manifest, listing)
    target = task.target(manifest.serial)
    folder.appear(files, target)
    try:
        task.home.records.append(member, events)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return Export(manifest, target)
