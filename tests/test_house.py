"""The house stays one that people can live in."""

from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "tidegate"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is_and_stays_small(module):
    text = module.read_text()
    assert text.lstrip().startswith('"""'), "a module begins with what it is"
    assert len(text.splitlines()) <= 400, "a module above 400 lines wants splitting"


def test_the_median_module_is_under_120_lines():
    lengths = sorted(len(module.read_text().splitlines()) for module in MODULES)
    assert lengths[len(lengths) // 2] < 120
