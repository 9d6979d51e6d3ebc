"""A paper is one file: whole or not at all, with every text escaped."""

import pytest
from jinja2 import UndefinedError

from tidegate.errors import TidegateError
from tidegate.group.document import _environment, write


def test_a_paper_replaces_the_one_before_and_leaves_nothing_else(tmp_path):
    for text in ("first", "second"):
        write(tmp_path / "brief.html", text)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]
    assert (tmp_path / "brief.html").read_text() == "second"


def test_a_paper_that_cannot_be_written_leaves_the_one_before(tmp_path):
    (tmp_path / "brief.html").mkdir()
    for path in (tmp_path / "brief.html", tmp_path / "none" / "brief.html"):
        with pytest.raises(TidegateError, match="cannot be written"):
            write(path, "text")
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]


def test_templates_escape_whatever_they_are_given():
    assert _environment().from_string("{{ text }}").render(text="<b>\"'&") == "&lt;b&gt;&#34;&#39;&amp;"


def test_a_template_that_asks_for_what_is_not_there_fails_loudly():
    with pytest.raises(UndefinedError):
        _environment().from_string("{{ missing }}").render()
