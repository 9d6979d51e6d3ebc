"""An index grows by days, models and changes; readers go on reading, and a killed build has changed nothing."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pytest

from tidegate.errors import TidegateError
from tidegate.identify.index import folder, manifest, reader, writer
from tidegate.identify.lookup import Lookup, Question
from tidegate.names.days import Span

FIRST = date(2020, 1, 1)
SPAN = Span.of(FIRST, 60)


def found(folder, models, *names):
    lookup = Lookup(reader.load(folder), models, Question())
    return {name: [match.first for match in matches] for name, matches in lookup.exact(pa.array(names)).items()}


def days(folder, models):
    """The days of which the last daily name is found."""
    asked = [f"{day:%Y%m%d}-1-4.com" for day in Span.of(FIRST, 120)]
    return len(found(folder, models, *asked))


def test_days_that_are_appended_are_as_if_built_at_once(tmp_path, toys):
    writer.build(tmp_path / "grown", toys, Span.of(FIRST, 20))
    for later in range(22, 61, 2):
        writer.extend(tmp_path / "grown", toys, FIRST + timedelta(days=later - 1))
    writer.build(tmp_path / "whole", toys, SPAN)
    grown, whole = reader.load(tmp_path / "grown"), reader.load(tmp_path / "whole")
    assert (grown.manifest.span, grown.manifest.names, grown.entries) == (SPAN, whole.manifest.names, whole.entries)
    assert len(whole.segments) == 1
    assert len(grown.segments) < 8
    slide = f"slide{(FIRST + timedelta(days=30)).toordinal()}-0.net"
    for name in ("2020-01-2.org", "monday.biz", "twice.com", slide):
        assert found(tmp_path / "grown", toys, name) == found(tmp_path / "whole", toys, name) != {}
    assert days(tmp_path / "grown", toys) == 60


def test_an_extension_to_a_day_that_is_there_changes_nothing(tmp_path, toys):
    before = writer.build(tmp_path, toys, SPAN)
    after = writer.extend(tmp_path, toys, FIRST)
    assert (after.span, after.names, after.segments) == (before.span, before.names, before.segments)


def test_a_model_is_indexed_from_its_first_day_to_its_last(tmp_path, toys):
    first, last = FIRST + timedelta(days=30), FIRST + timedelta(days=40)
    late = [replace(toys[0], variant=replace(toys[0].variant, since=first, until=last))]
    writer.build(tmp_path, late, Span.of(FIRST, 20))
    assert days(tmp_path, late) == 0
    for later in (35, 60):
        writer.extend(tmp_path, late, FIRST + timedelta(days=later))
        assert days(tmp_path, late) == min(later, 40) - 30 + 1


def test_a_new_model_is_indexed_from_the_first_day_on(tmp_path, toys):
    writer.build(tmp_path, toys[1:], SPAN)
    assert days(tmp_path, toys) == 0
    writer.extend(tmp_path, toys, SPAN.last + timedelta(days=3))
    assert days(tmp_path, toys) == 63


def test_a_model_that_changed_is_indexed_anew(tmp_path, toys):
    def otherwise(day, seed):
        yield from (f"{day:%Y%m%d}-other-{number}.com" for number in range(5))

    writer.build(tmp_path, toys, SPAN)
    changed = [replace(toys[0], variant=replace(toys[0].variant, names=otherwise)), *toys[1:]]
    assert found(tmp_path, changed, "20200105-other-1.com", "20200105-1-1.com") == {}
    made = writer.extend(tmp_path, changed, SPAN.last)
    assert [entry.variant for entry in made.models if entry.retired] == ["daily"]
    assert found(tmp_path, changed, "20200105-other-1.com", "20200105-1-1.com") == {
        "20200105-other-1.com": [date(2020, 1, 5)]
    }


def test_a_reader_keeps_what_it_opened_while_days_are_appended(tmp_path, toys):
    writer.build(tmp_path, toys, Span.of(FIRST, 5))
    old = Lookup(reader.load(tmp_path), toys, Question())
    seen, over = [], threading.Event()

    def read():
        while not over.is_set():
            seen.append(days(tmp_path, toys))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for later in range(5, 20):
            writer.extend(tmp_path, toys, FIRST + timedelta(days=later))
    finally:
        over.set()
        thread.join()
    assert seen == sorted(seen)
    assert days(tmp_path, toys) == 20
    assert len(old.exact(pa.array(["20200105-1-1.com", "20200106-1-1.com"]))) == 1


def test_a_second_writer_is_refused(tmp_path, toys):
    with folder.writing(tmp_path), pytest.raises(TidegateError, match="is being written by another process"):
        writer.build(tmp_path, toys, SPAN)


def test_a_build_that_fails_leaves_the_old_index(tmp_path, toys):
    def broken(day, seed):
        raise TidegateError("no such day")

    writer.build(tmp_path, toys, SPAN)
    bad = replace(toys[0], variant=replace(toys[0].variant, names=broken))
    with pytest.raises(TidegateError, match=r"toy/daily seed=1: no such day"):
        writer.build(tmp_path, [*toys[1:], bad], SPAN)
    assert days(tmp_path, toys) == 60


KILLED = """
import sys
from datetime import date
from pathlib import Path
from tidegate.identify.index import manifest, segment, writer
from tidegate.identify.models import models
from tidegate.names.days import Span
write = segment.store
def tell(*arguments):
    made = write(*arguments)
    print("begun", flush=True)
    return made
segment.store, writer._NAMES_OF_A_RUN = tell, 10
writer.build(Path(sys.argv[1]), models(["torpig", "sharkbot"]), Span(date(2010, 1, 1), date(2029, 1, 1)))
"""


def test_a_killed_build_leaves_the_old_index_and_its_litter_is_swept(tmp_path, toys):
    writer.build(tmp_path, toys, SPAN)
    before = sorted(path.name for path in tmp_path.iterdir())
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE) as program:
        assert program.stdout.readline() == b"begun\n"
        program.send_signal(signal.SIGKILL)
    assert len(list(tmp_path.iterdir())) > len(before)
    assert days(tmp_path, toys) == 60
    writer.extend(tmp_path, toys, SPAN.last)
    assert len(list(tmp_path.iterdir())) == len(before)
    assert days(tmp_path, toys) == 60


def test_what_is_no_index_is_named(tmp_path, toys):
    with pytest.raises(TidegateError, match="holds no index; `tidegate index build` makes one"):
        reader.load(tmp_path)
    (tmp_path / "index.json").write_text('{"format": 99}')
    with pytest.raises(TidegateError, match=r"index\.json: is no index of this version of Tidegate"):
        reader.load(tmp_path)


@pytest.mark.parametrize("damage", ["shorter", "missing", "other"])
def test_damage_is_named(tmp_path, toys, damage):
    made = writer.build(tmp_path, toys, SPAN)
    file = tmp_path / made.segments[0] / "entries"
    if damage == "missing":
        file.unlink()
    elif damage == "shorter":
        os.truncate(file, file.stat().st_size - 80)
    else:
        file.write_bytes(b"something else")
    with pytest.raises(TidegateError, match="is damaged"):
        reader.load(tmp_path)


def test_work_is_told_as_it_is_done(tmp_path, toys):
    told = []
    writer.build(tmp_path, toys, SPAN, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


def test_a_manifest_reads_as_it_was_written(tmp_path, toys):
    made = writer.build(tmp_path, toys, SPAN)
    assert manifest.read(tmp_path) == made
