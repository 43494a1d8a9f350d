"""What the window remembers for this user on this computer. What belongs to a project is in its store."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QSettings

from gui.tokens import COLOUR_MAPS
from resources.tokens import OVERLAY

RECENT = 8
RECENT_COMMANDS = 8
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
WHEN = ("system", "always", "never")
FIRST_PICTURES = ("image", "overlay", "mask", "contours")


class Preferences:
    """Theme, contrast, motion, language, text size, reviewer's name, recent projects, last model, how pictures are
    drawn, the window's place; in an INI file of the user's own."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(
            str(file or user_config_path("hansel", appauthor=False) / "window.ini"), QSettings.Format.IniFormat
        )

    @property
    def folder(self) -> Path:
        """Where the settings lie, and what else is this user's and no project's."""
        return Path(self._settings.fileName()).parent

    def _text(self, key: str, default: str = "") -> str:
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def _share(self, key: str, default: float) -> float:
        """A number from 0 to 1; the default where the file holds anything else."""
        try:
            number = float(self._text(key, str(default)))
        except ValueError:
            return default
        return number if 0.0 <= number <= 1.0 else default

    @property
    def theme(self) -> str:
        return self._text("theme", "dark")

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("theme", name)

    @property
    def contrast(self) -> str:
        """High contrast: as the system has it, always or never."""
        return self._when("contrast")

    @contrast.setter
    def contrast(self, when: str) -> None:
        self._settings.setValue("contrast", when)

    @property
    def still(self) -> str:
        """No movement that nobody asked for: as the system has it, always or never."""
        return self._when("still")

    @still.setter
    def still(self, when: str) -> None:
        self._settings.setValue("still", when)

    def _when(self, key: str) -> str:
        when = self._text(key, "system")
        return when if when in WHEN else "system"

    @property
    def language(self) -> str:
        """Of the window, from the next start on: a code as "de", or "system"."""
        return self._text("language", "system")

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def reviewer(self) -> str:
        """The reviewer's name; empty until one was given."""
        return self._text("reviewer")

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._settings.setValue("reviewer", name)

    @property
    def last_model(self) -> Path | None:
        """The model used last, if its file is still there."""
        text = self._text("last_model")
        return Path(text) if text and Path(text).is_file() else None

    @last_model.setter
    def last_model(self, path: Path) -> None:
        self._settings.setValue("last_model", str(path))

    @property
    def last_folder(self) -> str:
        """Where file dialogs begin."""
        return self._text("last_folder", str(Path.home()))

    @last_folder.setter
    def last_folder(self, path: str) -> None:
        self._settings.setValue("last_folder", path)

    @property
    def opacity(self) -> float:
        return self._share("opacity", OVERLAY.opacity)

    @opacity.setter
    def opacity(self, value: float) -> None:
        self._settings.setValue("opacity", str(value))

    @property
    def threshold(self) -> float:
        return self._share("threshold", OVERLAY.threshold)

    @threshold.setter
    def threshold(self, value: float) -> None:
        self._settings.setValue("threshold", str(value))

    @property
    def colours(self) -> str:
        name = self._text("colours", OVERLAY.colours)
        return name if name in COLOUR_MAPS else OVERLAY.colours

    @colours.setter
    def colours(self, name: str) -> None:
        self._settings.setValue("colours", name)

    @property
    def open_folds(self) -> tuple[str, ...] | None:
        """The parts of the panel that stand open; None if nobody has folded any yet."""
        text = self._text("folds", "unset")
        return None if text == "unset" else tuple(name for name in text.split(",") if name)

    @open_folds.setter
    def open_folds(self, names: tuple[str, ...]) -> None:
        self._settings.setValue("folds", ",".join(names))

    @property
    def text_size(self) -> int:
        """Per cent of the size as designed, 100 to 200; with it rows, bars and panels grow."""
        try:
            size = int(self._text("text_size", "100"))
        except ValueError:
            return 100
        return min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", str(percent))

    @property
    def first_picture(self) -> str:
        """The picture that a project is shown with until one is chosen there."""
        name = self._text("first_picture", "overlay")
        return name if name in FIRST_PICTURES else "overlay"

    @first_picture.setter
    def first_picture(self, name: str) -> None:
        self._settings.setValue("first_picture", name)

    @property
    def shared_scale(self) -> bool:
        """Whether colours stand for the same values in all images of a run, rather than in each for its own."""
        return self._text("shared_scale", "no") == "yes"

    @shared_scale.setter
    def shared_scale(self, shared: bool) -> None:
        self._settings.setValue("shared_scale", "yes" if shared else "no")

    @property
    def tour_shown(self) -> bool:
        """Whether the tour has been offered on this computer; it is never offered twice."""
        return self._text("tour_shown", "no") == "yes"

    @tour_shown.setter
    def tour_shown(self, shown: bool) -> None:
        self._settings.setValue("tour_shown", "yes" if shown else "no")

    @property
    def used_before(self) -> bool:
        """Whether this user has worked here: with a name, or on a project."""
        return bool(self.reviewer or self.recent_projects())

    def recent_commands(self) -> list[str]:
        """Ids of commands that were run from the palette lately, newest first."""
        return [line for line in self._text("recent_commands").split("\n") if line][:RECENT_COMMANDS]

    def add_recent_command(self, command_id: str) -> None:
        lines = [command_id] + [one for one in self.recent_commands() if one != command_id]
        self._settings.setValue("recent_commands", "\n".join(lines[:RECENT_COMMANDS]))

    def recent_projects(self) -> list[Path]:
        """Projects opened lately that are still there, newest first."""
        return [Path(line) for line in self._text("recent").split("\n") if line and Path(line).is_dir()][:RECENT]

    def add_recent_project(self, path: Path) -> None:
        path = path.resolve()
        lines = [str(path)] + [str(p) for p in self.recent_projects() if p != path]
        self._settings.setValue("recent", "\n".join(lines[:RECENT]))

    def bytes_of(self, key: str) -> QByteArray:
        value = self._settings.value(f"layout/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        self._settings.setValue(f"layout/{key}", value)

    def sync(self) -> None:
        self._settings.sync()
