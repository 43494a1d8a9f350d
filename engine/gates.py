"""The four gates of an activation call, and the hand-made rules that are corners of their space."""

from __future__ import annotations

from typing import NamedTuple


class Gates(NamedTuple):
    """One value for each kind of unit and relevance, in [0, 1]."""

    alive_positive: float
    alive_negative: float
    dead_positive: float
    dead_negative: float


GRADIENT = Gates(1, 1, 0, 0)  # Simonyan et al. 2013
GUIDED = Gates(1, 0, 0, 0)  # Springenberg et al. 2014
DECONVNET = Gates(1, 0, 1, 0)  # Zeiler and Fergus 2013
PASS_THROUGH = Gates(1, 1, 1, 1)
START = Gates(0.88, 0.5, 0.02, 0.02)  # where learning begins: between gradient and guided, nearly shut for the dead
