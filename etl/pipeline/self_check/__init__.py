"""The workbook in which a township checks its own report before it sends it: rules as formulas."""

from __future__ import annotations

from etl.pipeline.self_check.workbook import self_check

__all__ = ["self_check"]
