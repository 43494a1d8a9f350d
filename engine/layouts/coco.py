"""Layout "coco": an instances file in COCO's JSON, with boxes, outlines and masks (cocodataset.org, "Data format").

A box is [x, y, width, height]. A segmentation is a list of outlines, or a mask counted in runs down the columns: as a
list of lengths, or as COCO's compressed text. Images are looked for beside the file and in the folders around it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine.images import MAX_PIXELS
from engine.layouts.common import DataSet, DataSetError, Lookup, number, one_label, read_bytes
from engine.records import ImageRef, TrueObject, Truth
from engine.truth import BoolArray, from_runs

SAMPLE = 50  # names that are tried in each folder to find where the images lie
MOST_FOLDERS = 200

_LEFT_OUT = {
    "crowd": "Regions that stand for a crowd, which mark no single object",
    "category": "Objects of a category that the file does not list",
    "image": "Objects of an image that the file does not list",
    "box": "Objects without a box or mask that can be used",
    "mask": "Masks that cannot be used (their objects keep the box)",
}


@dataclass(slots=True)
class _Image:
    name: str
    width: int
    height: int
    labels: list[str] = field(default_factory=list)
    objects: list[TrueObject] = field(default_factory=list)


def read(file: Path) -> DataSet:
    """The images of an instances file, in its order.

    A crowd region (iscrowd 1) is no object, but its class counts among those that the image shows.

    Raises:
        DataSetError: the file is no JSON (with line and column) or no instances file, or none of its images is there.
    """
    content = _content(file)
    images = _images(file, content)
    left_out = _add_objects(content, images)
    lookup = Lookup(_image_folder(file, [image.name for image in images.values()]))
    refs: dict[str, ImageRef] = {}
    for image in images.values():
        relative = lookup.relative(image.name)
        if relative is not None and relative not in refs:
            labels = tuple(dict.fromkeys(image.labels))
            truth = Truth(labels, tuple(image.objects), image.width, image.height) if labels else None
            refs[relative] = lookup.ref(relative, one_label(labels), truth)
    lookup.refuse_if_none(file, list(refs.values()))
    notes = lookup.notes(file)
    notes += [f"{words}: {left_out[why]:,} left out." for why, words in _LEFT_OUT.items() if left_out[why]]
    return DataSet("coco", file, lookup.root, tuple(refs.values()), tuple(notes))


def decompress(text: str) -> list[int] | None:
    """The runs of COCO's compressed text: numbers in groups of five bits, six bits to a character counted from "0",
    the lowest group first; the sixth bit says that more follow, the last group's fifth is the sign. From the fourth
    number on each is what is to be added to the last but one. None if the text is cut off or holds other characters.
    """
    runs: list[int] = []
    value = shift = 0
    for character in text:
        bits = ord(character) - 48
        if not 0 <= bits < 64:
            return None
        value |= (bits & 0x1F) << shift
        shift += 5
        if not bits & 0x20:
            if bits & 0x10:
                value -= 1 << shift
            runs.append(value + (runs[-2] if len(runs) > 2 else 0))
            value = shift = 0
    return None if shift else runs


def _content(file: Path) -> dict[str, Any]:
    data = read_bytes(file)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataSetError(f"{file}, line {line}: this is not text in UTF-8, as JSON must be.") from None
    except json.JSONDecodeError as error:
        raise DataSetError(
            f"{file}, line {error.lineno}, column {error.colno}: this is not valid JSON ({error.msg}). "
            "Was the file cut off?"
        ) from None
    except (ValueError, RecursionError):
        raise DataSetError(f"{file} cannot be read as JSON: lists nested too deep, or a number too long.") from None
    lists = content if isinstance(content, dict) else {}
    lacking = [name for name in ("images", "annotations", "categories") if not isinstance(lists.get(name), list)]
    if lacking:
        raise DataSetError(
            f"{file} is JSON, but not an instances file of COCO: it has no list of {' and none of '.join(lacking)}."
        )
    return lists


def _images(file: Path, content: dict[str, Any]) -> dict[Any, _Image]:
    images: dict[Any, _Image] = {}
    for place, entry in enumerate(content["images"]):
        name, key = (entry.get("file_name"), entry.get("id")) if isinstance(entry, dict) else (None, None)
        if not isinstance(name, str) or not name or not isinstance(key, (int, float, str)):
            raise DataSetError(f"{file}: entry {place + 1} of its images has no file_name or no id. Correct the file.")
        if key in images:
            raise DataSetError(
                f"{file}: the id {key!r} belongs to two images, {images[key].name} and {name}. Correct the file."
            )
        width, height = number(entry.get("width")) or 0, number(entry.get("height")) or 0
        images[key] = _Image(name, int(width), int(height))
    return images


def _add_objects(content: dict[str, Any], images: dict[Any, _Image]) -> Counter[str]:
    """Puts the annotations into their images; what was left out, counted."""
    names = {
        entry["id"]: str(entry["name"])
        for entry in content["categories"]
        if isinstance(entry, dict) and "name" in entry and isinstance(entry.get("id"), (int, float, str))
    }
    left_out: Counter[str] = Counter()
    for entry in content["annotations"]:
        if not isinstance(entry, dict):
            left_out["box"] += 1
            continue
        image, label = _get(images, entry.get("image_id")), _get(names, entry.get("category_id"))
        if image is None or label is None:
            left_out["image" if image is None else "category"] += 1
            continue
        image.labels.append(label)
        if entry.get("iscrowd"):
            left_out["crowd"] += 1
            continue
        one, sound = _object(entry, label, image)
        left_out["mask"] += not sound and one is not None
        if one is None:
            left_out["box"] += 1
        else:
            image.objects.append(one)
    return left_out


def _get(found: dict[Any, Any], key: Any) -> Any:
    return found.get(key) if isinstance(key, (int, float, str)) else None


def _object(entry: dict[str, Any], label: str, image: _Image) -> tuple[TrueObject | None, bool]:
    """The object, None if nothing says where it is; and whether its segmentation could be used, if it has one."""
    shape = entry.get("segmentation")
    polygons: tuple[tuple[float, ...], ...] = ()
    runs: tuple[int, ...] = ()
    if isinstance(shape, list):
        polygons = _polygons(shape)
    elif isinstance(shape, dict):
        runs = _runs(shape, image)
    box = _box(entry.get("bbox")) or _box_round(polygons, runs, image)
    sound = bool(polygons or runs or not shape)
    return (TrueObject(label, *box, polygons, runs) if box else None), sound


def _box(value: Any) -> tuple[float, float, float, float] | None:
    found = _numbers(value)
    if found is None or len(found) != 4 or found[2] <= 0 or found[3] <= 0:
        return None
    return found[0], found[1], found[0] + found[2], found[1] + found[3]


def _polygons(shape: list[Any]) -> tuple[tuple[float, ...], ...]:
    """The outlines; none at all if one of them is no outline, for a part would pass for the whole."""
    found = [_numbers(outline) for outline in shape]
    if any(outline is None or len(outline) < 6 or len(outline) % 2 for outline in found):
        return ()
    return tuple(tuple(outline) for outline in found if outline is not None)


def _runs(shape: dict[str, Any], image: _Image) -> tuple[int, ...]:
    """The runs of a mask of the image's size; none if it is cut off or of another size."""
    counts, size = shape.get("counts"), _numbers(shape.get("size"))
    if isinstance(counts, str):
        counts = decompress(counts)
    if not isinstance(counts, list) or not all(type(run) is int and run >= 0 for run in counts):
        return ()
    if size is None or len(size) != 2 or sum(counts) != size[0] * size[1] or sum(counts) > MAX_PIXELS:
        return ()
    if image.width and (size[0], size[1]) != (image.height, image.width):
        return ()
    image.height, image.width = int(size[0]), int(size[1])
    return tuple(counts)


def _box_round(
    polygons: tuple[tuple[float, ...], ...], runs: tuple[int, ...], image: _Image
) -> tuple[float, float, float, float] | None:
    """The box round a segmentation, for objects that have no box of their own."""
    if runs:
        return _pixels_box(from_runs(runs, image.height, image.width))
    if not polygons:
        return None
    x = [value for outline in polygons for value in outline[0::2]]
    y = [value for outline in polygons for value in outline[1::2]]
    return min(x), min(y), max(x), max(y)


def _pixels_box(mask: BoolArray) -> tuple[float, float, float, float] | None:
    """(left, top, right, bottom) of the pixels of a mask, bool (height, width); None if it has none."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def _numbers(value: Any) -> list[float] | None:
    if not isinstance(value, list):
        return None
    found = [number(one) for one in value]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _image_folder(file: Path, names: list[str]) -> Path:
    """Where most of the images lie: beside the file, one folder up, or in a folder of either; the first such."""
    if not names:
        raise DataSetError(f"{file} names no images.")
    tried = names[:: max(1, len(names) // SAMPLE)][:SAMPLE]
    best, most = file.parent, -1
    for folder in _folders_around(file):
        there = sum(_is_file(folder, name) for name in tried)
        if there > most:
            best, most = folder, there
        if there == len(tried):
            break
    return best


def _folders_around(file: Path) -> list[Path]:
    near = [file.parent, file.absolute().parent.parent]
    found = list(near)
    for folder in near:
        try:
            below = sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())
        except OSError:
            continue
        found += [Path(path) for path in below[:MOST_FOLDERS]]
    return found


def _is_file(folder: Path, name: str) -> bool:
    try:
        return os.path.isfile(os.path.join(folder, name))
    except ValueError:
        return False
