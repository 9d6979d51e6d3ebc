"""Which pages there are: every module of `tidegate.web.pages` names its own in `PAGES`."""

import importlib
import pkgutil
from functools import cache

from tidegate.web import pages
from tidegate.web.page import Page


@cache
def all_pages() -> tuple[Page, ...]:
    """Every page of an operation, longest address first, so that a more particular one is met first."""
    modules = (
        importlib.import_module(f"{pages.__name__}.{found.name}") for found in pkgutil.iter_modules(pages.__path__)
    )
    return tuple(sorted((page for module in modules for page in module.PAGES), key=lambda page: -len(page.path)))


def tabs() -> list[Page]:
    """The pages that stand in the navigation, in its order."""
    return sorted((page for page in all_pages() if page.tab), key=lambda page: page.tab.order if page.tab else 0)
