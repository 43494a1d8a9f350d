"""The language of the window: which one, and its texts and numbers put in place before anything is shown."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui import said, ts_file
from gui.words import CONTEXT

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent.parent / "resources" / "translations"
VARIABLE = "HANSEL_LANGUAGE"
SYSTEM, ENGLISH = "system", "en"
# Each by its own name, for those who do not read the one that is shown.
NAMES = {ENGLISH: "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Numerus:
    """How a language counts. many: how many forms a noun has beside a number; which: the form for a number, from 0."""

    many: int
    which: Callable[[int], int]


# In the order in which Qt Linguist has the forms.
FORMS = {
    "de": Numerus(2, lambda n: 0 if n == 1 else 1),
    "en": Numerus(2, lambda n: 0 if n == 1 else 1),
    "es": Numerus(2, lambda n: 0 if n == 1 else 1),
    "fr": Numerus(2, lambda n: 0 if n < 2 else 1),
    "it": Numerus(2, lambda n: 0 if n == 1 else 1),
    "ja": Numerus(1, lambda n: 0),
    "nl": Numerus(2, lambda n: 0 if n == 1 else 1),
    "zh": Numerus(1, lambda n: 0),
}


class Catalogue(QTranslator):
    """The texts of a .ts file. What is not in it, or not finished, is said in English."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.language, entries = ts_file.read(file)
        self._count = FORMS[self.language.partition("_")[0]]
        self._texts = {one.source: one.forms for one in entries if one.context == CONTEXT and one.usable}
        self.said = {one.source: one.forms[0] for one in entries if one.context == said.CONTEXT and one.usable}

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        forms = self._texts.get(text) if context == CONTEXT else None
        if forms is None:
            return None
        return forms[self._count.which(n)] if n >= 0 and len(forms) == self._count.many else forms[0]

    def isEmpty(self) -> bool:
        return not self._texts


def offered() -> tuple[str, ...]:
    """The languages that there are, English first."""
    found = sorted(file.stem.removeprefix("hansel_") for file in FOLDER.glob("hansel_*.ts"))
    return (ENGLISH, *(one for one in found if one in NAMES))


def wanted(choice: str) -> str:
    """The language to begin with. choice: as kept in the preferences; HANSEL_LANGUAGE goes before it, and "system" asks
    the system for the languages of its user. English where none of these is offered."""
    named = os.environ.get(VARIABLE, "").strip() or choice
    asked = [named] if named != SYSTEM else QLocale.system().uiLanguages()
    for one in asked:
        found = one.replace("-", "_").partition(".")[0]
        for code in (found, found.partition("_")[0].lower()):
            if code in offered():
                return code
    return ENGLISH


def install(app: QCoreApplication, language: str) -> None:
    """Puts a language in place; what was there before goes. Widgets that exist keep the texts they have.

    Qt's own texts (file dialogs, the menus of text fields) come from the file that PySide brings; numbers in fields are
    written as the language writes them. A file that cannot be read leaves the window in English, and the log says why.
    """
    remove(app)
    country = QLocale.system()
    QLocale.setDefault(country if QLocale(language).language() == country.language() else QLocale(language))
    if language == ENGLISH:
        return
    try:
        catalogue = Catalogue(FOLDER / f"hansel_{language}.ts")
    except (OSError, KeyError, ts_file.NotATranslation) as error:
        log.warning("no texts in %s: %s", language, error)
        return
    installed = [catalogue]
    qts = QTranslator()
    if qts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        installed.append(qts)
    for one in installed:
        one.setParent(app)
        QCoreApplication.installTranslator(one)
    _INSTALLED[:] = installed
    said.use(catalogue.said)


def shown() -> str:
    """The language that is in place."""
    return next((one.language for one in _INSTALLED if isinstance(one, Catalogue)), ENGLISH)


_INSTALLED: list[QTranslator] = []


def remove(app: QCoreApplication) -> None:
    """Back to English."""
    for one in _INSTALLED:
        QCoreApplication.removeTranslator(one)
        one.setParent(None)
    _INSTALLED.clear()
    said.use({})
    if isinstance(app, QApplication):
        QLocale.setDefault(QLocale(ENGLISH))
