"""The JavaScript comes out of the installed package, and is made once."""

import vl_convert

from tidegate.charts import bundle


def test_the_bundle_is_made_once_and_kept(tmp_path, monkeypatch):
    made = bundle.javascript(tmp_path / "new" / "folder")
    assert "window.vegaEmbed" in made
    assert made.startswith("(() => {")  # its short names stay its own
    assert [kept.suffix for kept in (tmp_path / "new" / "folder").iterdir()] == [".js"]
    monkeypatch.setattr(vl_convert, "javascript_bundle", None)
    assert bundle.javascript(tmp_path / "new" / "folder") == made


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "made")
    assert bundle.javascript(tmp_path / "file" / "below") == "(() => {\nmade\n})();\n"


def test_the_users_cache_is_the_place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "made")
    bundle.javascript()
    assert ["made" in kept.read_text() for kept in (tmp_path / "tidegate").iterdir()] == [True]
