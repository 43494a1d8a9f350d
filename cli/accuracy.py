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


def match_labels(folders: Iterable[str], labels: Sequence[str]) -> dict[str, int | None]:
    """The class index that each folder's name stands for, None where none does.

    A label's own spelling goes first, then the same letters in another case, with spaces, hyphens and underscores
    alike, then the index itself ("0", "1", ...) where no label is a number. A spelling that fits two labels fits none.
    """
    exact = {label: index for index, label in enumerate(labels)}
    loose: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        loose.setdefault(_loose(label), []).append(index)
    numbered = not any(label.isdigit() for label in labels)
    matched: dict[str, int | None] = {}
    for folder in folders:
        alike = loose.get(_loose(folder), [])
        if folder in exact:
            matched[folder] = exact[folder]
        elif len(alike) == 1:
            matched[folder] = alike[0]
        elif numbered and folder.isascii() and folder.isdigit() and int(folder) < len(labels):
            matched[folder] = int(folder)
        else:
            matched[folder] = None
    return matched


def _loose(name: str) -> str:
    return "".join(" " if character in "_- " else character for character in name.casefold()).strip()
