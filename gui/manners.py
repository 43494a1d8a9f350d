"""What goes with every page of the window: messages, palette, keys, settings, folders that were moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from gui.key_sheet import KeySheet
from gui.notices import Notice
from gui.originals import Originals
from gui.palette import Palette
from gui.pictures import Picture
from gui.relink import Relinking
from gui.settings_panel import SettingsPanel
from gui.tokens import Theme
from gui.words import plural, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window

MOST_TOLD = 3


class Manners(QObject):
    """Made before the commands, which call it; built when the window's parts are there."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def build(self) -> None:
        """Second half of making it: the parts that show commands."""
        window = self._window
        self.palette = Palette(window, window.actions_, window.preferences)
        self.keys = KeySheet(window, window.actions_)
        self.settings = SettingsPanel(window, window.preferences)
        see = QPushButton(tr("See and change keys…"))
        see.clicked.connect(self._keys_from_settings)
        self.settings.add_section(tr("Keys"), see)
        self.relinking = Relinking(window)
        self.originals = Originals(window)
        self.settings.theme_chosen.connect(window.choose_theme)
        self.settings.text_size_chosen.connect(self.choose_text_size)
        self.settings.contrast_chosen.connect(window.choose_contrast)
        self.settings.still_chosen.connect(window.choose_still)
        self.settings.picture_chosen.connect(window.review.set_mode)
        self.settings.colours_chosen.connect(window.review.bar.colours.setCurrentText)
        self.settings.shared_scale_chosen.connect(self._share_scale)
        window.review.canvas.shown.connect(self._picture_shown)
        window.desk.project_closed.connect(window.toasts.clear)
        window.actions_.follow(self, self._keys_changed)
        # An opened project takes away what the bars said before.
        window.desk.project_opened.connect(lambda _: self._tell_keys_left_out())

    def find_command(self) -> None:
        self.palette.toggle()

    def show_keys(self) -> None:
        self.keys.toggle()

    def _keys_changed(self) -> None:
        self._window.reading_along.keys_changed()
        self._tell_keys_left_out()

    def _tell_keys_left_out(self) -> None:
        """Of the file of keys, until it was seen to."""
        window = self._window
        keymap = window.actions_.keymap
        window.notices.remove("keys")
        if not keymap.troubles:
            return
        told = list(keymap.troubles[:MOST_TOLD])
        if more := len(keymap.troubles) - len(told):
            told.append(plural(more, "And one more.", "And {n} more."))
        text = tr("Not all of your keys in {file} could be used. {what}").format(file=keymap.file, what=" ".join(told))
        look = (tr("See all keys"), self.keys.open)
        window.notices.show_notice(Notice("keys", visible(text), "warning", (look, (tr("Write it anew"), keymap.tidy))))

    def _keys_from_settings(self) -> None:
        self.settings.shut()  # first: the keyboard goes back to where it was before both
        self.keys.open()

    def show_settings(self) -> None:
        self.settings.toggle()

    def relink(self) -> None:
        self.relinking.ask()

    def choose_text_size(self, percent: int) -> None:
        """Everything that is text, and what must grow with it; remembered."""
        self._window.preferences.text_size = percent
        self._window.apply_theme()

    def _picture_shown(self, picture: Picture) -> None:
        if picture.image.isNull():
            # The file may be gone with its folder.
            self.relinking.look(once=True)

    def _share_scale(self, shared: bool) -> None:
        action = self._window.actions_["share-scale"]
        if action.isChecked() != shared:
            action.trigger()

    def set_theme(self, theme: Theme) -> None:
        for part in (self.palette, self.keys, self.settings):
            part.set_theme(theme)
        self._window.toasts.set_theme(theme)

    def close(self) -> None:
        self.relinking.close()
        self.originals.close()
