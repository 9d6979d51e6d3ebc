"""The pages, put together: addresses, the gate in front of each, and what an error looks like."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tidegate.errors import NotAllowedError, TidegateError, UnknownNameError
from tidegate.sinkhole.tail import Tail
from tidegate.store import Home
from tidegate.web import assets, drawing, papers, shell
from tidegate.web.answers import JsonAddresses, json_answer
from tidegate.web.catalogue import all_pages
from tidegate.web.gate import REFUSAL, Gate
from tidegate.web.guards import Guards
from tidegate.web.live import Live
from tidegate.web.page import NotFoundError, Page, Visit
from tidegate.web.warming import warming

Answer = TypeVar("Answer")

NO_PAGE = "There is no such page."
BROKEN = "This went wrong here, not with you. The reason stands where the server runs."


def create_app(home: Home, member: str, bound: str) -> ASGIApp:
    """The pages of `home` as `member` may read them, for a server that is bound to the host `bound`."""
    gate = Gate(home, member)
    stores = ThreadPoolExecutor(1, "stores")  # one after the other: the lake's engine is not for many threads

    def reading(answer: Callable[[Gate, Request], Answer]) -> Callable[[Request], Awaitable[Answer]]:
        async def endpoint(request: Request) -> Answer:
            return await asyncio.get_running_loop().run_in_executor(stores, answer, gate, request)

        return endpoint

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warm = asyncio.create_task(_warm(gate, stores))
        yield
        warm.cancel()
        stores.shutdown(wait=False, cancel_futures=True)

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", reading(_front)),
            Route("/operations", reading(_operations)),
            Route("/assets/{tag}/{name}", assets.serve),
            Route("/operations/{operation}/charts/{chart}", reading(_chart)),
            Route("/operations/{operation}/briefing/{week}", reading(_paper)),
            Route("/operations/{operation}/live/stream", Live(reading(_visit), _journal).answer),
            *(Route(f"/operations/{{operation}}{page.path}", reading(_answer(page))) for page in all_pages()),
        ],
        middleware=[Middleware(GZipMiddleware, compresslevel=6)],
        exception_handlers={
            NotAllowedError: _error(403, lambda _: REFUSAL),
            NotFoundError: _error(404, str),
            UnknownNameError: _error(404, str),
            404: _error(404, lambda _: NO_PAGE),
            500: _error(500, lambda _: BROKEN),
        },
    )
    return Guards(JsonAddresses(app), bound)


async def _warm(gate: Gate, stores: ThreadPoolExecutor) -> None:
    """One task after the other, so that a request waits for one of them at most."""
    loop = asyncio.get_running_loop()
    with suppress(TidegateError):  # whoever asks for the page is told
        for task in await loop.run_in_executor(stores, lambda: list(warming(gate))):
            await loop.run_in_executor(stores, task)


def _front(gate: Gate, request: Request) -> Response:
    """The one operation there is, or the list of them."""
    operations = gate.operations()
    return RedirectResponse(f"/operations/{operations[0].name}" if len(operations) == 1 else "/operations", 307)


def _operations(gate: Gate, request: Request) -> Response:
    return shell.operations(request, gate.viewer, gate.operations())


def _chart(gate: Gate, request: Request) -> Response:
    theme = request.query_params.get("theme", "light")
    return json_answer(drawing.specification(_visit(gate, request), request.path_params["chart"], theme))


def _journal(visit: Visit) -> Tail:
    return Tail(visit.home, visit.operation.name)


def _paper(gate: Gate, request: Request) -> Response:
    return papers.answer(_visit(gate, request))


def _answer(page: Page) -> Callable[[Gate, Request], Response]:
    def answer(gate: Gate, request: Request) -> Response:
        visit = _visit(gate, request)
        return shell.page(request, visit, page, page.data(visit))

    return answer


def _visit(gate: Gate, request: Request) -> Visit:
    path = dict(request.path_params)
    return gate.enter(path.pop("operation"), path, request.query_params)


def _error(status: int, words: Callable[[Exception], str]) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return shell.error(request, status, words(error))

    return answer
