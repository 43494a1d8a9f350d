"""The classes to explain, from a CSV with the columns `image,target`."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from cli.say import listed
from engine.records import PlainError

COLUMNS = ("image", "target")


def read(file: Path, images: Sequence[Path]) -> dict[Path, int | None]:
    """The target of each image, in the order of `images`, matched by file name.

    Raises PlainError with file and line when the file cannot be read, lacks a column, names an image that was not
    given, names one twice, leaves one out, or holds a target that is no class index.
    """
    by_name = {_same(image.name): image for image in images}
    found: dict[Path, int | None] = {}
    for line, name, target in _rows(file):
        image = by_name.get(_same(name))
        if image is None:
            raise PlainError(f"{file}, line {line}: {name!r} is not among the images given.")
        if image in found:
            raise PlainError(f"{file}, line {line}: {name!r} has a target already; an image can have one.")
        found[image] = _index(file, line, target)
    missing = [image.name for image in images if image not in found]
    if missing:
        raise PlainError(f"{file} has no target for {listed(missing)}. Give every image a line.")
    return {image: found[image] for image in images}


def check_range(targets: Mapping[Path, int | None], classes: int) -> None:
    """Raises PlainError for a target that the model does not have."""
    for image, target in targets.items():
        if target is not None and not 0 <= target < classes:
            raise PlainError(
                f"{image.name}: there is no class {target}; the model has {classes:,} classes, 0 to {classes - 1:,}."
            )


def _rows(file: Path) -> list[tuple[int, str, str]]:
    """(line, image, target) of each row; a byte order mark, as spreadsheets write it, is not part of the header."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            header = [cell.strip().lower() for cell in next(reader, [])]
            if any(header.count(column) != 1 for column in COLUMNS):
                raise PlainError(f"{file}: the first line must name the columns image,target.")
            places = [header.index(column) for column in COLUMNS]
            rows = []
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) <= max(places):
                    raise PlainError(f"{file}, line {reader.line_num}: a line needs an image and a target.")
                rows.append((reader.line_num, row[places[0]], row[places[1]]))
            return rows
    except OSError as error:
        raise PlainError(f"{file} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PlainError(f"{file} cannot be read as a CSV file in UTF-8: {error}.") from error


def _index(file: Path, line: int, text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit():
        raise PlainError(f"{file}, line {line}: {text!r} is no class index; they are whole numbers from 0.")
    return int(text)


def _same(name: str) -> str:
    """One spelling for names that look alike: file systems and spreadsheets compose accents differently."""
    return unicodedata.normalize("NFC", name.strip())
