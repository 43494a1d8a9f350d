"""The questions for a file or folder: images, a list of them, a model, a project. Each gives None for no answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gui import file_dialog
from gui.words import tr

if TYPE_CHECKING:
    from gui.window import Window


def for_images(window: Window) -> Path | None:
    """A folder; it may turn out to be a project."""
    return _folder(window, tr("Folder of images"))


def for_project(window: Window) -> Path | None:
    return _folder(window, tr("Project (a folder named NAME.hansel)"))


def for_list(window: Window) -> Path | None:
    """A CSV or COCO file that lists the images."""
    kinds = tr("Lists of images (*.csv *.tsv *.json)")
    return _file(window, tr("List of images"), window.preferences.last_folder, kinds)


def for_model(window: Window, near: Path | None = None) -> Path | None:
    """A model.toml. near: where to begin; else where images were last chosen."""
    return _file(window, tr("Model description"), str(near or window.preferences.last_folder), tr("Model (*.toml)"))


def for_new_project(window: Window, near: Path | None) -> Path | None:
    """Where a project goes, with its suffix. One that is there already is taken, so nothing is asked about it."""
    near, kind = near or Path.home() / "audit.hansel", tr("Project (*.hansel)")
    path, _ = file_dialog.ask_where(window, tr("Where the project goes"), near, kind, confirm=False)
    if path is None:
        return None
    return path if path.suffix == ".hansel" else path.with_name(f"{path.name}.hansel")


def _folder(window: Window, title: str) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(window, title, window.preferences.last_folder)
    file_dialog.give_back(window)
    return Path(chosen) if chosen else None


def _file(window: Window, title: str, start: str, kinds: str) -> Path | None:
    return file_dialog.ask_which(window, title, start, kinds)
