"""Layout "csv": a list with the columns path and label, and x, y, width, height of a box where it is known.

The first line names the columns, in any order and case; further columns are passed over. UTF-8, with or without the
byte order mark of spreadsheets; separated by commas, semicolons or tabs. Paths are relative to the list's folder, or
absolute. An image may have several lines: one for each box, or for each of its classes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from engine.layouts.common import DataSet, DataSetError, Lookup, number, one_label, read_bytes, some
from engine.records import TrueObject, Truth

BOX = ("x", "y", "width", "height")
COLUMNS = ("path", "label", *BOX)


@dataclass(slots=True)
class _Image:
    labels: list[str] = field(default_factory=list)
    objects: list[TrueObject] = field(default_factory=list)


def read(file: Path) -> DataSet:
    """The images that a list names, in its order; x and y are a box's left and top in pixels of the upright image.

    Raises:
        DataSetError: the file cannot be read as such a list (with the line), or none of its images is there.
    """
    lookup = Lookup(file.parent)
    found: dict[str, _Image] = {}
    sought: dict[str, str | None] = {}
    pathless: list[str] = []
    bad_boxes: list[str] = []
    for line, row in _rows(file):
        name = row["path"]
        if not name:
            pathless.append(str(line))
            continue
        if name not in sought:
            sought[name] = lookup.relative(name)
        relative = sought[name]
        if relative is None:
            continue
        image = found.setdefault(relative, _Image())
        label = row.get("label", "")
        if label:
            image.labels.append(label)
        cells = [row.get(column, "") for column in BOX]
        if any(cells):
            made = _box(label, cells)
            if isinstance(made, str):
                bad_boxes.append(f"line {line} ({made})")
            else:
                image.objects.append(made)
    images = [lookup.ref(relative, one_label(image.labels), _truth(image)) for relative, image in found.items()]
    lookup.refuse_if_none(file, images)
    notes = lookup.notes(file)
    if pathless:
        notes.append(f"Lines without a path in {file.name} were passed over: {some(pathless)}.")
    if bad_boxes:
        notes.append(f"Boxes in {file.name} that cannot be used were left out: {some(bad_boxes)}.")
    return DataSet("csv", file, file.parent, tuple(images), tuple(notes))


def _truth(image: _Image) -> Truth | None:
    labels = tuple(dict.fromkeys(image.labels))
    if len(labels) < 2 and not image.objects:
        return None  # the label alone says it all
    return Truth(labels, tuple(image.objects))


def _box(label: str, cells: list[str]) -> TrueObject | str:
    """The object, or why there is none."""
    if not label:
        return "it has no label"
    found: list[float] = []
    for column, cell in zip(BOX, cells, strict=True):
        value = number(cell)
        if value is None:
            return f"{column} is {cell!r}, not a number" if cell else f"{column} is empty"
        found.append(value)
    x, y, width, height = found
    if width <= 0 or height <= 0:
        return "width and height must be above 0"
    return TrueObject(label, x, y, x + width, y + height)


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of each line that is not empty; of columns that we know."""
    content = read_bytes(file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataSetError(f"{file}, line {line}: this is not text in UTF-8. Save the list as CSV in UTF-8.") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(file, header)
        places = {column: header.index(column) for column in COLUMNS if column in header}
        for row in reader:
            if any(cell.strip() for cell in row):
                yield (
                    reader.line_num,
                    {column: row[place].strip() if place < len(row) else "" for column, place in places.items()},
                )
    except csv.Error as error:
        raise DataSetError(
            f"{file}, line {reader.line_num}: the line cannot be read as CSV ({error}). Correct it, then try again."
        ) from None


def _check_header(file: Path, header: list[str]) -> None:
    if not any(header):
        raise DataSetError(f"{file} is empty. Its first line must name the columns: path,label.")
    twice = [column for column in COLUMNS if header.count(column) > 1]
    if twice:
        raise DataSetError(f"{file}, line 1: the column {twice[0]} comes twice.")
    if "path" not in header:
        raise DataSetError(
            f"{file}, line 1: there is no column named path, only {some(header)}. "
            "The first line must name the columns: path,label, and x,y,width,height for boxes."
        )
    lacking = [column for column in BOX if column not in header]
    # A column named width alone may well be the image's.
    if lacking and {"x", "y"} & set(header):
        raise DataSetError(f"{file}, line 1: a box needs the columns x,y,width,height; {some(lacking)} missing.")
