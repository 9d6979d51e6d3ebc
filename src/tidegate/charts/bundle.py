"""The JavaScript that draws the charts in the page, out of the installed vl-convert: Vega, Vega-Lite, vega-embed.

It is neither in the repository nor loaded from elsewhere. Making it takes seconds, so it is kept in a folder.
"""

import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import vl_convert

from tidegate.charts.render import VEGA_LITE
from tidegate.errors import TidegateError
from tidegate.store.files import whole

_EXPORTS = "window.vegaEmbed = vegaEmbed; window.vegaLite = vegaLite; window.vega = vega;"


def javascript(folder: Path | None = None) -> str:
    """The bundle, which sets `vegaEmbed`, `vegaLite` and `vega` on the window; kept in `folder` or the user's cache.

    A folder that cannot be written only costs the seconds again.
    """
    kept = (folder or cache()) / f"charts-{version('vl-convert-python')}-{VEGA_LITE}.js"
    try:
        return kept.read_text(encoding="utf-8")
    except OSError:
        made = _alone(vl_convert.javascript_bundle(_EXPORTS, vl_version=VEGA_LITE))
        with suppress(OSError, TidegateError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            with whole(kept) as stream:
                stream.write(made.encode())
        return made


def cache() -> Path:
    """The user's cache folder for Tidegate (XDG base directories)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "tidegate"


def _alone(script: str) -> str:
    """`script` in a scope of its own: its short names must not meet those of the page's other scripts."""
    return f"(() => {{\n{script}\n}})();\n"
