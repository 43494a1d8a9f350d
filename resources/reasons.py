"""The reasons that every project offers, read from reasons.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an explanation is flawed. id: what a review keeps; meaning: one sentence, may be empty."""

    id: str
    title: str
    meaning: str = ""


@cache
def standard() -> tuple[Reason, ...]:
    """The reasons of the file, in its order."""
    record = tomllib.loads((files("resources") / "reasons.toml").read_text(encoding="utf-8"))
    return tuple(Reason(one["id"], one["title"], one["meaning"]) for one in record["reason"])
