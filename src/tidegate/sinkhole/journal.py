"""The journal: nobody is answered before what they sent is on the disk.

Group commit: what arrives while one frame is being written and synced gathers for the next. The disk's part runs in a
thread of its own, so the loop goes on reading meanwhile; under load a frame holds hundreds of records, and one sync
serves them all.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import Any

from tidegate.sinkhole.counters import Counters, Drop
from tidegate.sinkhole.log import log
from tidegate.sinkhole.writer import Writer

Deliver = Callable[[Any], None]
"""Takes the answer once the records are durable, or None when they will never be: then there is no answer to send."""
_Waiting = tuple[Any, Deliver, int]
_Batch = tuple[list[bytes], list[_Waiting]]

ROOM = 16 * 1024 * 1024
"""Bytes of records that may wait for the disk."""
MANY, GATHER = 8, 0.001
"""When so many records wait already, there is a rush: the next frame waits so many seconds longer, for more of them."""
PAUSE = 1.0
"""Seconds for which nothing is taken after the disk failed."""


class Journal:
    """Appends records through `writer` and delivers each one's answer when it is durable. Lives in the running loop."""

    def __init__(self, writer: Writer, counters: Counters, *, room: int = ROOM) -> None:
        self._writer, self._counters, self._room = writer, counters, room
        self._loop = asyncio.get_running_loop()
        self._records: list[bytes] = []
        self._waiting: list[_Waiting] = []
        self._bytes = 0
        self._busy = False
        self._broken_until = 0.0
        self._closed = self._loop.create_future()
        self._queue: SimpleQueue[_Batch | None] = SimpleQueue()
        threading.Thread(target=self._write_forever, name="journal", daemon=True).start()

    def append(self, records: Sequence[bytes], answer: Any, deliver: Deliver) -> None:
        """Call `deliver(answer)` once `records` are durable, or `deliver(None)` when they cannot be taken."""
        size = sum(map(len, records))
        if self._bytes + size > self._room:
            return self._refuse(Drop.OVERLOAD, len(records), deliver)
        if self._broken_until and time.monotonic() < self._broken_until:
            return self._refuse(Drop.DISK, len(records), deliver)
        self._records += records
        self._waiting.append((answer, deliver, len(records)))
        self._bytes += size
        if not self._busy:
            self._busy = True
            self._loop.call_soon(self._hand_over)  # soon, not now: with all that this turn of the loop brings
        return None

    async def close(self) -> None:
        """Wait until everything appended is answered for, and seal the segment."""
        while self._busy:
            await asyncio.sleep(0.01)
        self._queue.put(None)
        await self._closed

    def _hand_over(self) -> None:
        self._queue.put((self._records, self._waiting))
        self._records, self._waiting, self._bytes = [], [], 0

    def _write_forever(self) -> None:
        while batch := self._queue.get():
            records, waiting = batch
            failure = None
            try:
                self._writer.commit(records)
            except OSError as error:
                failure = error
            self._loop.call_soon_threadsafe(self._committed, waiting, failure)
        self._writer.close()
        self._loop.call_soon_threadsafe(self._closed.set_result, None)

    def _committed(self, waiting: list[_Waiting], failure: OSError | None) -> None:
        if len(self._records) >= MANY:
            self._loop.call_later(GATHER, self._hand_over)
        elif self._records:
            self._hand_over()
        else:
            self._busy = False
        if failure is not None:
            return self._fail(waiting, failure)
        self._broken_until = 0.0
        for answer, deliver, count in waiting:
            self._counters.recorded += count
            try:
                deliver(answer)
            except Exception as error:  # one client's trouble must not cost the others their answers
                log("answer failed", reason=repr(error))
        return None

    def _fail(self, waiting: list[_Waiting], failure: OSError) -> None:
        self._broken_until = time.monotonic() + PAUSE
        log("journal cannot be written: nothing is acknowledged", reason=failure)
        for _answer, deliver, count in waiting:
            self._refuse(Drop.DISK, count, deliver)

    def _refuse(self, why: Drop, count: int, deliver: Deliver) -> None:
        self._counters.drop("journal", why, count)
        deliver(None)
