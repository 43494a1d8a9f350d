"""Which class of a model the name of a folder stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from engine.records import Truth
from engine.truth import in_the_models_words

NAMED = 5


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


def truth_in(truth: Truth | None, labels: Sequence[str]) -> Truth | None:
    """What a data set knows of an image, its classes called as the model calls them."""
    if truth is None:
        return None
    matched = match_labels(truth.labels, labels)
    return in_the_models_words(truth, {own: labels[i] for own, i in matched.items() if i is not None})


def strangers(names: Sequence[str], labels: Sequence[str]) -> str:
    """What to say of classes of a data set that the model does not have, with near ones of the model; "" if none."""
    matched = match_labels(names, labels)
    strange = [name for name in names if matched[name] is None]
    if not strange:
        return ""
    by_spelling = {_loose(label): label for label in labels}
    shown = []
    for name in strange[:NAMED]:
        near = get_close_matches(_loose(name), by_spelling, n=1, cutoff=0.75)
        shown.append(f"{name} (did you mean {by_spelling[near[0]]}?)" if near else name)
    more = f" and {len(strange) - NAMED:,} more" if len(strange) > NAMED else ""
    if len(strange) == len(names):
        few = ", ".join(labels[:NAMED]) + (", ..." if len(labels) > NAMED else "")
        return (
            f"The model has none of the data set's classes: {', '.join(shown)}{more}. Its own are {few}. "
            "So no prediction can be called right or wrong."
        )
    return (
        f"The model has no class called {', '.join(shown)}{more}. "
        "The predictions for these images count neither as right nor as wrong."
    )


def _loose(name: str) -> str:
    return "".join(" " if character in "_- " else character for character in name.casefold()).strip()
