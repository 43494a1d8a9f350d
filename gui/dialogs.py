"""Questions that need an answer before something goes on: consent to a model's code, closing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.news import CodeText, ConsentAsked
from gui.style import px
from gui.tokens import BODY, S12, S16
from gui.words import plural, tr
from gui.wrapping import WrappedLabel, size_dialog
from reports.visible import visible


class ConsentDialog(QDialog):
    """Shows the code that a model brings and asks whether to run it. The answer holds for exactly these bytes."""

    def __init__(self, question: ConsentAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Run this model's code?"))
        size_dialog(self, 760, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)
        title = WrappedLabel(tr("This model brings its own code. Run it?"))
        title.setProperty("kind", "headline")
        column.addWidget(title)
        why = WrappedLabel(
            tr(
                "Code can do anything that you can do on this computer. Run it only if you trust where it comes from. "
                "Your answer is remembered for these exact files; if one changes, the question comes again."
            )
        )
        why.setProperty("kind", "quiet")
        column.addWidget(why)
        files = QWidget()
        texts = QVBoxLayout(files)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(S12)
        for file in question.files:
            texts.addWidget(_heading(file))
            texts.addWidget(_view(file), 1)
        # Many files, or large text: they move here, rather than press one another to nothing.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(files)
        column.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.refuse = QPushButton(tr("Do not run"))
        self.agree = QPushButton(tr("Run it"))
        self.refuse.setDefault(True)
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        buttons.addWidget(self.agree)
        buttons.addWidget(self.refuse)
        column.addLayout(buttons)
        self.refuse.setFocus()


def _heading(file: CodeText) -> WrappedLabel:
    label = WrappedLabel(f"{visible(str(file.path))}\nSHA-256 {file.sha256[:16]}…")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", "caption")
    return label


def _view(file: CodeText) -> QPlainTextEdit:
    view = QPlainTextEdit()
    view.setReadOnly(True)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(px(BODY))
    view.setFont(font)
    # As high as there is room, not as its lines would have it.
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    view.setMinimumHeight(6 * QFontMetrics(font).lineSpacing())
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setTabChangesFocus(True)
    view.setAccessibleName(tr("Text of {file}").format(file=file.path.name))
    if file.text is None:
        view.setPlainText(tr("This file is an archive, not text. It may hold code that cannot be shown here."))
    else:
        view.setPlainText(file.text)
        view.setToolTip(plural(len(file.text.splitlines()), "1 line", "{n} lines"))
    return view


class QuestionDialog(QDialog):
    """A plain question with two verbs. The second one is the careful answer and the default."""

    def __init__(self, title: str, text: str, do: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hansel")
        self.setMinimumWidth(px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(S16, S16, S16, S16)
        column.setSpacing(S12)
        headline = WrappedLabel(title)
        headline.setProperty("kind", "strong")
        words = WrappedLabel(text)
        column.addWidget(headline)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addStretch(1)
        self.do = QPushButton(do)
        self.leave = QPushButton(leave)
        self.do.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self.leave.setDefault(True)
        row.addWidget(self.do)
        row.addWidget(self.leave)
        column.addLayout(row)
