"""A claim as a row of a list."""

from __future__ import annotations

from reviewer.model.row import ClaimRow

__all__ = ["ClaimRow"]
