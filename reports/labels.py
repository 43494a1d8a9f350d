"""Which class of a model the name of a folder stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


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
