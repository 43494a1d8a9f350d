"""Which layout a data set has, and its images with what is known of them. Imports no torch.

The layouts (docs/data-sets.md): "folder", a folder of images; "classes", a folder whose folders are named as the
classes; "csv", a list; "coco", an instances file; "voc", Pascal VOC. Each is a file of engine/layouts.
"""

from __future__ import annotations

import os
from pathlib import Path

from engine.layouts import coco, csv_manifest, folder, voc
from engine.layouts.common import DataSet, DataSetError, Note, natural_key
from engine.layouts.folder import FolderError, NoImages, class_folders, scan, scan_nonempty

__all__ = [
    "LAYOUTS",
    "DataSet",
    "DataSetError",
    "FolderError",
    "NoImages",
    "class_folders",
    "describe",
    "layout_of",
    "natural_key",
    "read",
    "scan",
    "scan_nonempty",
]

LAYOUTS = {
    "folder": "a folder of images",
    "classes": "class folders",
    "csv": "a CSV list",
    "coco": "a COCO file",
    "voc": "Pascal VOC",
}
_SUFFIX = {"csv": (".csv", ".tsv", ".txt"), "coco": (".json",)}
_FOUND_BY = {suffix: layout for layout, suffixes in _SUFFIX.items() for suffix in suffixes if suffix != ".txt"}


def read(path: str | os.PathLike[str], layout: str = "auto", on_unreadable: Note | None = None) -> DataSet:
    """The images at a path, a folder or a CSV or JSON file, with their labels and truth.

    Images that a list names and that are not there, and boxes and masks that cannot be used, are left out; the data
    set's notes count and name them.

    Args:
        layout: one of LAYOUTS, or "auto" to find out.
        on_unreadable: called with the path and the reason for each folder or file that could not be looked at.

    Raises:
        DataSetError: there is nothing to be read in that layout; with the line where that is known.
    """
    place = Path(path)
    if layout not in ("auto", *LAYOUTS):
        raise DataSetError(f"There is no layout {layout!r}. Choose one of: auto, {', '.join(LAYOUTS)}.")
    try:
        return _read(place, layout, on_unreadable)
    except OSError as error:  # a folder that may not be entered, a file that went away meanwhile, a disk that fails
        at = f" ({error.filename})" if error.filename and str(error.filename) != str(place) else ""
        raise DataSetError(
            f"{place} cannot be read: {error.strerror or error}{at}. Check it, then try again."
        ) from None


def _read(place: Path, layout: str, on_unreadable: Note | None) -> DataSet:
    found = layout_of(place) if layout == "auto" else layout
    if found == "csv":
        return csv_manifest.read(_list_in(place, found))
    if found == "coco":
        return coco.read(_list_in(place, found))
    if found == "voc":
        return voc.read(place, on_unreadable)
    return folder.read(place, None if layout == "auto" else found == "classes", on_unreadable)


def layout_of(path: Path) -> str:
    """The layout of what lies at a path. Raises DataSetError (FolderError) if nothing is there, or no data set is."""
    if path.is_file():
        layout = _FOUND_BY.get(path.suffix.lower())
        if layout is None:
            raise FolderError(
                f"{path} is a file, not a folder. Name the folder that holds the images, or a .csv or .json file that "
                "lists them."
            )
        return layout
    if voc.is_voc(path):
        return "voc"
    return "classes" if class_folders(path) else "folder"


def describe(found: DataSet) -> str:
    """The layout in words, with the number of classes where there are some: "class folders, 3 classes"."""
    words = LAYOUTS[found.layout]
    classes = len(found.labels())
    return f"{words}, {classes:,} class{'es' if classes != 1 else ''}" if classes else words


def _list_in(path: Path, layout: str) -> Path:
    """The list itself, or the only one in a folder (for COCO also in its folder of annotations)."""
    if not path.is_dir():
        return path
    places = [path, path / "annotations"] if layout == "coco" else [path]
    suffix = _SUFFIX[layout][0]
    lists = [file for place in places if place.is_dir() for file in sorted(place.iterdir()) if file.suffix == suffix]
    if len(lists) == 1:
        return lists[0]
    several = f"several {suffix} files" if lists else f"no {suffix} file"
    raise DataSetError(f"{path} holds {several}. Name the file that lists the images.")
