"""Layouts "folder" and "classes": the images of a folder, in the same order every time. Imports no torch."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine.images import IMAGE_SUFFIXES
from engine.layouts.common import DataSet, DataSetError, Note, natural_key
from engine.records import ImageRef


class FolderError(DataSetError):
    """A folder cannot be used for an audit; the text says why and what to do."""


class NoImages(FolderError):
    """A folder can be read, but nothing in it is an image."""


def read(path: Path, classes: bool | None, on_unreadable: Note | None = None) -> DataSet:
    """The images of a folder and of those below it.

    Args:
        classes: True: the folders one level down name the class of every image below them. False: no image has a
            class. None: they do if the folder is one of class folders (``class_folders``).

    Raises:
        FolderError: as ``scan_nonempty``, or there is no folder to name a class.
    """
    images = scan_nonempty(path, on_unreadable)
    layout = "classes" if classes or (classes is None and class_folders(path)) else "folder"
    if classes is False:
        images = [replace(image, label=None) for image in images]
    elif classes:
        if not any("/" in image.relative for image in images):
            raise FolderError(
                f"{path} has no class folders: all its images lie in it directly. Put the images of each class into "
                "a folder named as the class, or leave the layout out."
            )
        images = [replace(image, label=_top(image.relative)) for image in images]
    return DataSet(layout, path, path, tuple(images))


def _top(relative: str) -> str | None:
    top, below, _ = relative.partition("/")
    return top if below else None


def scan(folder: str | os.PathLike[str], on_unreadable: Note | None = None) -> Iterator[ImageRef]:
    """Find the images in a folder and the folders below it.

    Order: within a folder by name, numbers in names by value ("2.png" before "10.png"), folders among the files.
    Hidden files and folders are skipped. Linked folders are followed, but each real folder is entered once only, by
    the first name met, so loops end and no image comes twice.
    If the folder is one of class folders (``class_folders``), each image carries its class as label.

    Args:
        on_unreadable: called with the path and the reason for each folder or file below that cannot be looked at;
            the scan goes on.

    Raises:
        FolderError: there is no such folder, or it cannot be read.
    """
    root = Path(folder)
    _entries_or_error(root)
    classes = frozenset(class_folders(root) or ())
    return _walk(root, classes, on_unreadable or _ignore)


def scan_nonempty(folder: str | os.PathLike[str], on_unreadable: Note | None = None) -> list[ImageRef]:
    """All images of ``scan``.

    Raises:
        FolderError: as ``scan``.
        NoImages: there are none; the text names what could not be read.
    """
    unreadable: list[Path] = []

    def note(path: Path, reason: str) -> None:
        unreadable.append(path)
        if on_unreadable is not None:
            on_unreadable(path, reason)

    found = list(scan(folder, note))
    if found:
        return found
    if not _visible(Path(folder)):
        raise NoImages(f"The folder {folder} is empty. Choose a folder with images.")
    closed = f" These could not be read: {', '.join(map(str, unreadable[:3]))}." if unreadable else ""
    raise NoImages(
        f"The folder {folder} holds no images.{closed} "
        f"Looked for {', '.join(sorted(IMAGE_SUFFIXES))}, also in folders below."
    )


def class_folders(folder: str | os.PathLike[str]) -> list[str] | None:
    """Names of the class folders, in natural order, or None if the folder is not laid out so.

    It is if its images lie in two or more folders one level down, and none lies beside these.

    Raises:
        FolderError: there is no such folder, or it cannot be read.
    """
    root = Path(folder)
    names = []
    for entry in _entries_or_error(root):
        if _is_folder(entry):
            try:
                inside = _shown(Path(entry.path))
            except OSError:
                continue
            if any(_is_image(item) for item in inside):
                names.append(entry.name)
        elif _is_image(entry):
            return None
    return names if len(names) >= 2 else None


def _walk(root: Path, classes: frozenset[str], on_unreadable: Note) -> Iterator[ImageRef]:
    entered = {_identity(root)}
    # Where we are in each folder from the root down; no recursion, since folders may nest deeper than calls can.
    open_folders = [("", iter(_listed(root)))]
    while open_folders:
        prefix, entries = open_folders[-1]
        entry = next(entries, None)
        if entry is None:
            open_folders.pop()
            continue
        relative = prefix + entry.name
        try:
            if _is_folder(entry):
                here = _identity(Path(entry.path))
                if here not in entered:
                    entered.add(here)
                    open_folders.append((relative + "/", iter(_listed(Path(entry.path)))))
            elif _has_image_suffix(entry.name):
                about = entry.stat()
                relative.encode()  # names that are no text cannot be kept in a project
                if stat.S_ISREG(about.st_mode):
                    top, below, _ = relative.partition("/")
                    yield ImageRef(
                        relative, about.st_size, about.st_mtime_ns, label=top if below and top in classes else None
                    )
        except UnicodeEncodeError:
            on_unreadable(Path(entry.path), "its name is not valid Unicode; rename it")
        except OSError as error:
            on_unreadable(Path(entry.path), error.strerror or str(error))


def _entries_or_error(root: Path) -> list[os.DirEntry[str]]:
    if not root.exists():
        raise FolderError(f"The folder {root} does not exist. Check the path.")
    if not root.is_dir():
        raise FolderError(f"{root} is a file, not a folder. Name the folder that holds the images.")
    try:
        return _listed(root)
    except OSError as error:
        raise FolderError(f"The folder {root} cannot be read: {error.strerror or error}.") from None


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    return sorted(_shown(folder), key=lambda entry: natural_key(entry.name))


def _shown(folder: Path) -> list[os.DirEntry[str]]:
    """What is not hidden, in the order of the disk: sorting 100,000 names takes longer than listing them."""
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not _is_hidden(entry)]


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if os.name != "nt":
        return False  # only Windows hides by an attribute; asking costs a call for every file
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_image(entry: os.DirEntry[str]) -> bool:
    try:
        return _has_image_suffix(entry.name) and entry.is_file()
    except OSError:
        return False


def _has_image_suffix(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES


def _identity(folder: Path) -> tuple[int, int]:
    about = folder.stat()
    return about.st_dev, about.st_ino


def _visible(folder: Path) -> bool:
    return bool(_shown(folder))


def _ignore(path: Path, reason: str) -> None:
    """Unreadable folders are left out without a word unless the caller asks."""
