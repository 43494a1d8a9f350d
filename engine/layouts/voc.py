"""Layout "voc": Pascal VOC. Annotations/*.xml, JPEGImages, and masks in SegmentationObject or SegmentationClass.

VOC counts pixels from 1 and names the first and last pixel of a box, so xmin 1, xmax 1 is one pixel wide; here that is
left 0, right 1. In SegmentationObject the value n marks the n-th object of the annotation, 255 its border, which
belongs to no object. In SegmentationClass values stand for VOC's own twenty classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from engine.images import MAX_PIXELS
from engine.layouts.common import DataSet, DataSetError, Lookup, Note, number, one_label, some
from engine.layouts.folder import scan
from engine.records import ByteArray, TrueObject, Truth
from engine.truth import object_mask, to_runs

ANNOTATIONS, IMAGES = "Annotations", "JPEGImages"
OBJECTS, CLASSES = "SegmentationObject", "SegmentationClass"
NO_BOX = "Objects without a name or a box that can be used"
ELSEWHERE = "Masks that do not lie in the box of their object"
NO_NUMBERS = "Mask files that cannot be read, or hold colours where numbers belong"
# fmt: off
VOC_CLASSES = (
    "background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable",
    "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
)
# fmt: on


def is_voc(folder: Path) -> bool:
    """Whether a folder has both of VOC's folders."""
    return (folder / ANNOTATIONS).is_dir() and (folder / IMAGES).is_dir()


def read(folder: Path, on_unreadable: Note | None = None) -> DataSet:
    """The images in JPEGImages, in natural order, each with the objects of the annotation of its name.

    An image without annotation has no truth. An annotation whose image is not there, or that cannot be read, is named.

    Raises:
        DataSetError: one of the two folders is not there or holds nothing that can be read.
    """
    for name in (ANNOTATIONS, IMAGES):
        if not (folder / name).is_dir():
            raise DataSetError(f"{folder} is no Pascal VOC data set: it has no folder {name}.")
    files = sorted(path for path in (folder / ANNOTATIONS).iterdir() if path.suffix.lower() == ".xml")
    unread: list[str] = []
    left_out: Counter[str] = Counter()
    lookup = Lookup(folder)
    truths: dict[str, Truth] = {}
    images = {image.relative: image for image in scan(folder / IMAGES, on_unreadable)}
    by_stem = {relative.rpartition(".")[0]: relative for relative in images}
    for file in files:
        try:
            root = ElementTree.fromstring(file.read_bytes())
        except ElementTree.ParseError as error:
            unread.append(f"{file.name}, line {error.position[0]}")
            continue
        except (OSError, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
            unread.append(f"{file.name} ({getattr(error, 'strerror', None) or error})")
            continue
        # The file's own name first: what is written inside is often left behind when files are renamed.
        named = (root.findtext("filename") or "").strip()
        relative = by_stem.get(file.stem) or (named if named in images else None)
        if relative is None:
            lookup.missing.append(named or file.stem)
            continue
        truths[relative] = _truth(folder, file.stem, root, left_out)
    if files and len(unread) == len(files):
        raise DataSetError(f"None of the annotations in {folder / ANNOTATIONS} can be read: {some(unread, 3)}.")
    refs = []
    for relative in images:
        truth = truths.get(relative)
        known = truth if truth is not None and truth.labels else None
        refs.append(lookup.ref(f"{IMAGES}/{relative}", one_label(known.labels) if known else None, known))
    lookup.refuse_if_none(folder / ANNOTATIONS, refs)
    notes = lookup.notes(folder / ANNOTATIONS)
    if unread:
        notes.append(f"Annotations that cannot be read as XML were left out: {some(unread)}.")
    notes += [f"{words}: {times:,} left out." for words, times in left_out.items() if times]
    return DataSet("voc", folder, folder, tuple(refs), tuple(notes))


def _truth(folder: Path, stem: str, root: ElementTree.Element, left_out: Counter[str]) -> Truth:
    labels: list[str] = []
    boxes: list[TrueObject | None] = []
    for entry in root.findall("object"):
        label = (entry.findtext("name") or "").strip()
        box = _box(entry)
        if label:
            labels.append(label)
        left_out[NO_BOX] += not label or box is None
        boxes.append(TrueObject(label, *box) if label and box else None)
    width, height = (int(number(root.findtext(f"size/{side}")) or 0) for side in ("width", "height"))
    objects = list(_with_masks(folder, stem, boxes, left_out))
    return Truth(tuple(dict.fromkeys(labels)), tuple(objects), width, height)


def _box(entry: ElementTree.Element) -> tuple[float, float, float, float] | None:
    found = [number(entry.findtext(f"bndbox/{side}")) for side in ("xmin", "ymin", "xmax", "ymax")]
    left, top, right, bottom = found
    if left is None or top is None or right is None or bottom is None or right < left or bottom < top:
        return None
    return max(0.0, left - 1), max(0.0, top - 1), right, bottom


def _with_masks(
    folder: Path, stem: str, boxes: list[TrueObject | None], left_out: Counter[str]
) -> Iterator[TrueObject]:
    """The objects, with masks where there are some. A mask that lies mostly outside its box is another object's."""
    numbered = _values(folder / OBJECTS / f"{stem}.png", left_out)
    classed = None if numbered is not None else _values(folder / CLASSES / f"{stem}.png", left_out)
    for place, one in enumerate(boxes):
        if one is None:
            continue
        mask = None
        if numbered is not None:
            mask = numbered == place + 1
            inside = mask & object_mask(one, *mask.shape)
            if 2 * inside.sum() <= mask.sum():
                left_out[ELSEWHERE] += 1
                mask = None
        elif classed is not None and one.label in VOC_CLASSES:
            # The class's pixels in the object's box: where two objects of a class overlap, they share them.
            mask = (classed == VOC_CLASSES.index(one.label)) & object_mask(one, *classed.shape)
        if mask is None or not mask.any():
            yield one
        else:
            yield TrueObject(one.label, one.left, one.top, one.right, one.bottom, runs=to_runs(mask))


def _values(file: Path, left_out: Counter[str]) -> ByteArray | None:
    """The numbers in a mask file, (height, width), not the colours that they are shown in; None if there is none."""
    if not file.is_file():
        return None
    try:
        with Image.open(file, formats=("PNG",)) as image:
            if image.mode in ("P", "L") and image.width * image.height <= MAX_PIXELS:
                return np.array(image)
    except Exception:  # damaged files make Pillow raise whatever its parsers raise
        pass
    left_out[NO_NUMBERS] += 1
    return None
