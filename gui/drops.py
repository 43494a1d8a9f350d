"""What a drop or a command line argument means: a project, a bundle, a model, a folder of images, single images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from engine.records import PlainError
from gui.words import tr

BUNDLE = ".zip"
LISTS = (".csv", ".tsv", ".json")


class DropError(PlainError):
    """What was dropped is nothing that can be opened here."""


@dataclass(frozen=True, slots=True)
class Drop:
    """At most one of project and bundle, or any of model and images (folder, with files where single ones were
    dropped).

    bundle: a zip file that nobody has looked into yet. folder may be a CSV or JSON file that lists the images.
    """

    project: Path | None = None
    bundle: Path | None = None
    model: Path | None = None
    folder: Path | None = None
    files: tuple[Path, ...] = ()


def is_project(path: Path) -> bool:
    """A folder that holds a project, or calls itself one."""
    return path.is_dir() and (path.suffix == ".hansel" or (path / "audit.sqlite").is_file())


def sort_out(paths: Sequence[Path]) -> Drop:
    """Tell what the paths are. Raises DropError with what would be welcome."""
    from engine.images import IMAGE_SUFFIXES

    paths = [Path(path).absolute() for path in paths]
    gone = next((path for path in paths if not path.exists()), None)
    if gone is not None:
        raise DropError(tr("{path} is not there. Check the path, or whether its disk is connected.").format(path=gone))
    for path in paths:
        if is_project(path):
            return Drop(project=path)
        if path.name == "audit.sqlite":
            return Drop(project=path.parent)
        if path.is_file() and path.suffix.lower() == BUNDLE:
            return Drop(bundle=path)
    models = [path for path in paths if path.is_file() and path.suffix == ".toml"]
    folders = [path for path in paths if path.is_dir() or path.suffix.lower() in LISTS]
    files = tuple(path for path in paths if path.is_file() and path.suffix.lower() in IMAGE_SUFFIXES)
    if not (models or folders or files):
        name = paths[0].name if paths else tr("Nothing")
        raise DropError(
            tr(
                "{name} is neither an image, a folder, a CSV or JSON list of images, a model.toml, a bundle "
                "(.zip) nor a .hansel project. Nothing was changed."
            ).format(name=name)
        )
    if len(folders) > 1 or (folders and files):
        raise DropError(
            tr(
                "Drop one folder, one list, or single images, not several of these: an audit covers one of them. "
                "Nothing was changed."
            )
        )
    model = models[0] if models else None
    if folders:
        return Drop(model=model, folder=folders[0])
    if files:
        return Drop(model=model, folder=Path(commonpath([str(file.parent) for file in files])), files=files)
    return Drop(model=model)
