"""What is freed goes back to the system, unless the user has said otherwise."""

import os
import subprocess
import sys

_LOADED_LATER = "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"
_POOL = f"from tidegate.cli.memory import give_back; give_back(); {_LOADED_LATER}"


def pool(**settings):
    environment = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    return subprocess.check_output([sys.executable, "-c", _POOL], env=environment | settings, text=True)


def test_arrow_takes_its_memory_from_the_system():
    assert pool() == "system\n"


def test_what_the_user_has_set_stays():
    assert pool(ARROW_DEFAULT_MEMORY_POOL="mimalloc") == "mimalloc\n"
