"""Measures of maps, as pure functions on arrays; no torch but in randomisation.py (docs/method.md, "Evidence").

A map `a` is (H, W) at the model's input resolution, of any floating kind. Functions that need the model take a
callable `score`, float32 (n, 3, H, W) -> (n,), so that they can be checked on toys; it is called with at most
``chunk`` images at a time. They return Measures, which carry their parameters. A measure that cannot be taken (a map
with NaN, an empty object) has no value and says why; ``averages.average`` leaves it out and counts it.
"""

from engine.evidence.averages import Average, average, mean_over_classes
from engine.evidence.curves import blurred, deletion, insertion
from engine.evidence.localisation import pointing_game, relevance_mass, relevance_rank
from engine.evidence.masking import drop_and_increase, keep_and_drop
from engine.evidence.road import fill_in, road
from engine.evidence.sensitivity import max_sensitivity
from engine.evidence.shape import energy_on, energy_on_border, gini, mask_area, sparseness

__all__ = [
    "Average",
    "average",
    "blurred",
    "deletion",
    "drop_and_increase",
    "energy_on",
    "energy_on_border",
    "fill_in",
    "gini",
    "insertion",
    "keep_and_drop",
    "mask_area",
    "max_sensitivity",
    "mean_over_classes",
    "pointing_game",
    "relevance_mass",
    "relevance_rank",
    "road",
    "sparseness",
]
