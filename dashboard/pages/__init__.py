"""One module per page: `PAGE` says where it stands, `render` draws it from a selection."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from dashboard.navigation.registry import SECTIONS


@cache
def modules(*, for_administrators: bool = False) -> tuple[ModuleType, ...]:
    """Return the modules of everyone's pages in the order of the navigation, or of others."""
    found = [
        import_module(module.name)
        for module in pkgutil.walk_packages(__path__, f"{__name__}.")
        if not module.ispkg
    ]
    shown = [module for module in found if module.PAGE.for_administrators == for_administrators]
    return tuple(sorted(shown, key=lambda m: (SECTIONS.index(m.PAGE.section), m.PAGE.position)))
