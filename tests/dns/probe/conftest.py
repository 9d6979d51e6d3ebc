"""Real name servers on loopback."""

import shutil
import subprocess
import time

import pytest


@pytest.fixture
def server(tmp_path, free_port):
    """Start a name server in the foreground with a configuration and zone files, and wait until it answers for a name.

    FOLDER and PORT in the configuration and the arguments become its folder and its port, which is returned.
    """
    started = []

    def start(program, config, arguments, files, known, port=None, address="127.0.0.1"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
        port = port or free_port()
        folder = tmp_path / f"{program}-{len(started)}"
        (folder / "run").mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text)
        (folder / "config").write_text(config.replace("FOLDER", str(folder)).replace("PORT", str(port)))
        command = [program, *(argument.replace("FOLDER", str(folder)) for argument in arguments)]
        with (folder / "log").open("wb") as log:
            started.append(subprocess.Popen(command, stdout=log, stderr=log))
        _wait(address, port, known, folder / "log")
        return port

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture
def dig():
    """What a server says to a question: `dig(address, port, name, type)`, the records' data a line each."""
    return _dig


def _dig(address, port, *question):
    command = ["kdig", f"@{address}", "-p", str(port), "+short", "+time=1", "+retry=0", *question]
    return subprocess.run(command, capture_output=True, check=False, text=True).stdout


def _wait(address, port, known, log):
    for _ in range(50):
        command = ["kdig", f"@{address}", "-p", str(port), "+time=1", "+retry=0", known]
        if "NOERROR" in subprocess.run(command, capture_output=True, check=False, text=True).stdout:
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())
