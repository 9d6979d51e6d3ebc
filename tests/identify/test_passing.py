"""An index for one question."""

from datetime import date

import pyarrow as pa
import pytest

from tidegate.errors import TidegateError
from tidegate.identify import passing
from tidegate.identify.lookup import Lookup, Question
from tidegate.names.days import Span

DAYS = Span(date(2020, 1, 1), date(2020, 1, 31))


def nothing(_done, _all):
    pass


def test_it_explains_names_of_its_days_and_is_gone_afterwards(toys, tmp_path, monkeypatch):
    monkeypatch.setattr(passing.tempfile, "tempdir", str(tmp_path))
    with passing.passing(toys, DAYS, nothing) as index:
        assert any(tmp_path.iterdir())
        names = pa.array(["20200117-1-3.com", "20200217-1-3.com"])
        assert list(Lookup(index, toys, Question()).exact(names)) == ["20200117-1-3.com"]
    assert list(tmp_path.iterdir()) == []


def test_it_is_gone_after_an_error_too(toys, tmp_path, monkeypatch):
    monkeypatch.setattr(passing.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ValueError, match="a log that is wrong"), passing.passing(toys, DAYS, nothing):
        raise ValueError("a log that is wrong")
    assert list(tmp_path.iterdir()) == []


def test_one_that_would_be_too_large_is_not_begun(toys, tmp_path, monkeypatch):
    monkeypatch.setattr(passing.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(passing, "MOST_NAMES", 1_000)
    too_long = r"2020-01-01 to 2020-01-31 is too long .*: more than 1,000 names; ask"
    with pytest.raises(TidegateError, match=too_long), passing.passing(toys, DAYS, nothing):
        pass
    assert list(tmp_path.iterdir()) == []
