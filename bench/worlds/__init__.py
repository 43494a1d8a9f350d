"""Worlds of drawn pictures. Two serve to choose by, ``things`` and ``letters``; nothing is ever chosen on ``fabrics``.

A world is a module with CLASSES, VERSION and two functions of a generator, which draw the same from the same seed:

    single(cls, rng, side_px) -> Single      one thing
    pair(first, second, rng, side_px) -> Pair      two things that nowhere touch
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from engine.records import ByteArray

BoolArray = npt.NDArray[np.bool_]
Rng = np.random.Generator

TUNING = ("things", "letters")
HELD_OUT = "fabrics"
WORLDS = (*TUNING, HELD_OUT)


@dataclass(frozen=True, eq=False)
class Single:
    """pixels: uint8 (side, side, 3), RGB; mask: bool (side, side), the thing; label: its class."""

    pixels: ByteArray
    mask: BoolArray
    label: str


@dataclass(frozen=True, eq=False)
class Pair:
    """Two things in one picture: pixels uint8 (side, side, 3), and a bool (side, side) mask and a class for each."""

    pixels: ByteArray
    masks: tuple[BoolArray, BoolArray]
    labels: tuple[str, str]


class World(Protocol):
    CLASSES: tuple[str, ...]
    VERSION: int

    def single(self, cls: str, rng: Rng, side_px: int) -> Single: ...

    def pair(self, first: str, second: str, rng: Rng, side_px: int) -> Pair: ...


def world_named(name: str) -> World:
    """One of WORLDS."""
    if name not in WORLDS:
        raise ValueError(f"there is no world called {name!r}; there are {', '.join(WORLDS)}")
    return cast(World, import_module(f"bench.worlds.{name}"))


def two_places(rng: Rng) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two middles across the picture's middle from each other, as far apart as the frame allows; shares of its side."""
    angle = rng.uniform(0, 2 * np.pi)
    away = np.array((np.cos(angle), np.sin(angle)))
    away *= 0.245 / np.abs(away).max()
    return (float(0.5 - away[0]), float(0.5 - away[1])), (float(0.5 + away[0]), float(0.5 + away[1]))
