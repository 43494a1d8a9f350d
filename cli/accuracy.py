"""How often a model is right on images whose class is known, and which classes it mixes up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClassTally:
    """One true class: how many images, how many predicted right, and the wrong answers, most frequent first."""

    label: str
    images: int
    right: int
    mistaken_for: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Over all images; `classes` from the worst share of right answers to the best."""

    images: int
    right: int
    classes: tuple[ClassTally, ...]


def tally(pairs: Iterable[tuple[int, int]], labels: Sequence[str]) -> Accuracy:
    """Count (true class, predicted class) pairs of class indices.

    Classes without an image are left out. Of two equally bad classes the one with more images comes first.
    """
    predicted: dict[int, Counter[int]] = {}
    for true, prediction in pairs:
        predicted.setdefault(true, Counter())[prediction] += 1
    classes = []
    for true, answers in predicted.items():
        wrong = sorted((-n, index) for index, n in answers.items() if index != true)
        named = tuple((labels[index], -n) for n, index in wrong)
        classes.append(ClassTally(labels[true], answers.total(), answers[true], named))
    classes.sort(key=lambda one: (one.right / one.images, -one.images, one.label))
    return Accuracy(sum(one.images for one in classes), sum(one.right for one in classes), tuple(classes))
