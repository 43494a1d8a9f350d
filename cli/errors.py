"""The error that means: it began well, and could not go on."""

from __future__ import annotations

from engine.records import PlainError


class RunStopped(PlainError):
    """Work had begun and could not go on (exit code 3); other plain errors are bad input (exit code 2)."""
