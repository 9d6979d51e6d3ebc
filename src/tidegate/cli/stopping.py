"""A stop button for long jobs that must end between two steps: Ctrl-C, once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread


@contextmanager
def stop_button() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed inside the block; pressed again, it ends the program as ever."""
    pressed = Event()
    if current_thread() is not main_thread():
        yield pressed.is_set
        return
    before = signal.getsignal(signal.SIGINT)

    def press(*_: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
