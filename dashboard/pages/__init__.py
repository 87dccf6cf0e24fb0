"""One module per page: `PAGE` says where it stands, `render` draws it from a selection."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from dashboard.navigation.registry import SECTIONS


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return the page modules in the order of the navigation."""
    found = [
        import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(found, key=lambda m: (SECTIONS.index(m.PAGE.section), m.PAGE.position)))
