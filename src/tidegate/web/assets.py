"""Style, scripts and the charts' JavaScript, each under an address that changes with its content."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_STATIC = files("tidegate.web") / "static"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"
_CHARTS = "vega.js"


@dataclass(frozen=True)
class Asset:
    """A file as it is served: `tag` is in its address and its ETag."""

    name: str
    tag: str
    content: Callable[[], bytes]

    @property
    def address(self) -> str:
        """`/assets/TAG/NAME`."""
        return f"/assets/{self.tag}/{self.name}"


@cache
def all_assets() -> dict[str, Asset]:
    """Every asset by name: the files in `static/`, and the bundle that the chart library brings."""
    own = [_own(entry.name, entry.read_bytes()) for entry in _STATIC.iterdir() if _kind(entry.name) in _TYPES]
    bundle = Asset(_CHARTS, version("vl-convert-python"), _bundle)
    return {asset.name: asset for asset in [*own, bundle]}


def address(name: str) -> str:
    """Where the asset called `name` is served."""
    return all_assets()[name].address


async def serve(request: Request) -> Response:
    """An asset, to be kept for good; an address with another tag is gone, since a page never names one."""
    asset = all_assets().get(request.path_params["name"])
    if asset is None or request.path_params["tag"] != asset.tag:
        return PlainTextResponse("There is no such asset.\n", 404)
    headers = {"etag": f'"{asset.tag}"', "cache-control": _FOREVER}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    content = await run_in_threadpool(asset.content)
    return Response(content, headers=headers, media_type=_TYPES[_kind(asset.name)])


def _own(name: str, content: bytes) -> Asset:
    return Asset(name, hashlib.sha256(content).hexdigest()[:16], lambda: content)


def _kind(name: str) -> str:
    return name.rpartition(".")[2]


@cache
def _bundle() -> bytes:
    from tidegate.charts.bundle import javascript

    return javascript().encode()
