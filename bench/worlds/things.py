"""The demo's world without its stamp: six kinds of things on nine grounds, told apart by shape and parts."""

from __future__ import annotations

from bench.worlds import Pair, Rng, Single
from resources.demo import world as demo

CLASSES = demo.CLASSES
VERSION = demo.VERSION


def single(cls: str, rng: Rng, side_px: int) -> Single:
    scene = demo.draw(cls, rng, side_px)
    return Single(scene.pixels, scene.object_mask, cls)


def pair(first: str, second: str, rng: Rng, side_px: int) -> Pair:
    drawn = demo.draw_pair(first, second, rng, side_px)
    return Pair(drawn.pixels, drawn.masks, drawn.labels)
