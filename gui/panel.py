"""The panel on the right: what was predicted, what the reviewer says, what others say, and the evidence below folds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.rows import ExplanationRow, ItemRow, ReviewRow, Verdict
from db.what_ifs import Kept
from gui.commands import Actions
from gui.comment_box import CommentBox
from gui.desk import Reviews
from gui.facts import Evidence, HowMade, TopFive, class_name
from gui.labels import Fold, column, hairline, label
from gui.others_box import OthersBox
from gui.project_settings import ProjectSettings
from gui.reasons_box import ReasonsBox
from gui.said import said
from gui.tokens import S4, S8, S12, S16, Theme
from gui.verdict_box import ConflictBox, VerdictBox
from gui.what_if_box import WhatIfBox
from gui.why_box import WhyBox
from gui.words import count, later, likelihood, tr

CONFIDENCE_LATER = later("The model's confidence is shown once your verdict is in.")


class Panel(QScrollArea):
    """Shows one item, its explanation and its reviews; what the user asks for goes to its boxes' signals."""

    reviewer_wanted = Signal()
    folded = Signal(str, bool)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("About this image"))
        self._inside = QWidget()
        self._inside.setObjectName("sidePanel")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self._inside)
        self._item: ItemRow | None = None
        self._explanation: ExplanationRow | None = None
        self._predicted = ""
        self._settings = ProjectSettings()
        self._reviewer_name, self._readonly = "", False
        self._no_map, self._nothing = "", ""

        whole = QVBoxLayout(self._inside)
        whole.setContentsMargins(S16, S12, S16, S16)
        whole.setSpacing(S8)
        whole.addLayout(self._head())
        self._message = label("quiet", wrap=True)
        whole.addWidget(self._message)
        self._review = QWidget()
        review = column(self._review)
        self.verdicts = VerdictBox(actions)
        self.conflicts = ConflictBox()
        self.reasons = ReasonsBox(actions)
        self.comment = CommentBox()
        field = self.comment.field
        actions.follow(self, lambda: field.setPlaceholderText(actions.with_key(tr("Comment"), "comment")))
        self._reviewer = QPushButton()
        self._reviewer.setProperty("kind", "link")
        self._reviewer.clicked.connect(self.reviewer_wanted)
        review.addWidget(hairline())
        review.addWidget(self._reviewer, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.verdicts, self.conflicts, self.reasons, self.comment):
            review.addWidget(part)
        whole.addWidget(self._review)
        self.what_ifs = WhatIfBox()
        self.others = OthersBox(actions)
        self._top = TopFive()
        self._evidence = Evidence()
        self._made = HowMade()
        self.why = WhyBox()
        self.folds = {
            "what-ifs": Fold("what-ifs", tr("What if"), self.what_ifs),
            "others": Fold("others", tr("Other reviewers"), self.others),
            "classes": Fold("classes", tr("Likeliest classes"), self._top),
            "evidence": Fold("evidence", tr("Evidence"), self._evidence),
            "why": Fold("why", tr("Why is this suspicious"), self.why, opened=False),
            "made": Fold("made", tr("How it was made"), self._made, opened=False),
        }
        for fold in self.folds.values():
            fold.turned.connect(self.folded)
            whole.addWidget(fold)
        whole.addStretch(1)
        self.show_item(None, None, "")

    def _head(self) -> QVBoxLayout:
        self._prediction = label("strong", wrap=True)
        self._probability = label("number")
        self._truth = label("quiet", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._prediction, 1)
        row.addWidget(self._probability, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(S4)
        head.addLayout(row)
        head.addWidget(self._truth)
        return head

    @property
    def buttons(self):  # type: ignore[no-untyped-def]
        """Verdict -> its button."""
        return self.verdicts.buttons

    # --- what is shown ---

    def show_item(self, item: ItemRow | None, explanation: ExplanationRow | None, predicted: str) -> None:
        """An image of the list; the explanation and the reviews follow a moment later. None for nothing to show."""
        another = (item.key if item else None) != (self._item.key if self._item else None)
        self._item, self._explanation, self._predicted = item, explanation, predicted
        known = item is not None and item.state == "explained"
        self._review.setVisible(known)
        self._prediction.setText(predicted if known else (item.relative if item is not None else tr("No image")))
        self._nothing = self._nothing if item is None else ""
        self._message.setVisible(not known)
        self._truth.setVisible(item is not None and bool(item.true_label))
        if another or item is None:
            self.show_reviews(None)
        if item is None:
            self._message.setText(self._nothing or tr("Choose an image in the list."))
        elif item.state == "failed":
            self._message.setText(f"{tr('Not explained.')} {said(item.reason or '')}".strip())
        elif not known:
            self._message.setText(tr("Waiting for its explanation."))
        if item is not None and item.true_label:
            words = tr("true: {label}")
            if known:
                same = predicted == item.true_label
                words = tr("true: {label}, as predicted") if same else tr("true: {label}, not {predicted}")
            self._truth.setText(words.format(label=item.true_label, predicted=predicted))
        if another and item is not None:
            self.verdicts.show_verdict(item.verdict)
        self._show_facts()

    def show_empty(self, words: str) -> None:
        """The list is empty, and why; until there is an image again."""
        self._nothing = words
        self.show_item(None, None, "")

    def _show_facts(self) -> None:
        """What of the explanation may be seen: the model's confidence perhaps not before the verdict."""
        item, row = self._item, self._explanation
        known = item is not None and item.state == "explained"
        hide = item is not None and self._settings.blind.hides_confidence(item.verdict)
        shown = known and item is not None and item.probability is not None
        self._probability.setVisible(shown)
        if shown and item is not None and item.probability is not None:
            self._probability.setText("–" if hide else likelihood(item.probability))
            spoken = tr("probability {share}").format(share=likelihood(item.probability))
            self._probability.setAccessibleName(tr(CONFIDENCE_LATER) if hide else spoken)
            self._probability.setToolTip(tr(CONFIDENCE_LATER) if hide else "")
        facts = known and row is not None
        self.folds["classes"].setVisible(facts and not hide)
        self.folds["evidence"].setVisible(facts)
        self.folds["made"].setVisible(facts)
        if row is not None:
            self._top.show_rows(() if hide else tuple((class_name(row, n), share) for n, share in row.top))
            self._evidence.show_explanation(row)
            self._made.show_explanation(row, hide_confidence=hide)

    def show_settings(self, settings: ProjectSettings) -> None:
        """How the project is reviewed."""
        self._settings = settings
        self.reasons.show_settings(settings)
        self._show_facts()

    def show_review(self, mine: ReviewRow | None, *, another: bool = False) -> None:
        """What the reviewer says, as it is saved; ``another`` when it is of another image than before."""
        self.verdicts.show_verdict(mine.verdict if mine is not None else None)
        self.conflicts.show_review(mine)
        self.reasons.show_review(mine)
        self.comment.show_text(mine.comment if mine is not None else "", another=another)

    def show_reviews(self, found: Reviews | None) -> None:
        """What others say. Told apart from ``show_review``, as it is read a moment later."""
        others = bool(set(self._settings.names) - {self._reviewer_name})
        there = others or (found is not None and bool(found.others))
        self.folds["others"].setVisible(self._review.isVisibleTo(self._inside) and there)
        self.others.show_reviews(found, self._settings, readonly=self._readonly or not self._reviewer_name)
        self.folds["others"].set_note(tr("the verdicts differ") if self.others.differ else "")

    def show_what_ifs(self, kept: Sequence[Kept], labels: Sequence[str]) -> None:
        """What was asked of the image, as far as it may be seen."""
        fold = self.folds["what-ifs"]
        fold.setVisible(bool(kept) and self._review.isVisibleTo(self._inside))
        fold.set_note(count(len(kept)) if len(kept) > 1 else "")
        self.what_ifs.show_all(kept, labels, self._reviewer_name, readonly=self._readonly)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """The verdict that is saved; with it comes what was hidden until then."""
        hides = self._settings.blind.hides_confidence
        turns = self._item is not None and hides(self._item.verdict) != hides(verdict)
        if self._item is not None:
            self._item = self._item._replace(verdict=verdict)
        self.verdicts.show_verdict(verdict)
        if turns:
            self._show_facts()

    def show_reviewer(self, name: str, readonly: bool) -> None:
        self._reviewer_name, self._readonly = name, readonly
        self._reviewer.setText(
            tr("Read only: nothing can be said here") if readonly else tr("Say who you are to review")
        )
        self._reviewer.setEnabled(not readonly)
        self._reviewer.setVisible(readonly or not name)
        self._allow_judging()
        self.comment.set_readonly(readonly or not name)

    def show_map(self, why_not: str) -> None:
        """Whether the map can be judged; why_not: greys verdicts, reasons and severity, and says why."""
        if why_not != self._no_map:
            self._no_map = why_not
            self._allow_judging()

    def _allow_judging(self) -> None:
        may = not self._readonly and not self._no_map
        for button in self.buttons.values():
            button.allow(may, self._no_map)
        self.reasons.set_readonly(not may, self._no_map)

    # --- folds and looks ---

    def open_folds(self) -> list[str]:
        """What is opened again the next time; not what reads all maps of a run."""
        return [name for name, fold in self.folds.items() if fold.opened and name != "why"]

    def scroll_to(self, fold: Fold) -> None:
        """Put a fold's title at the top, as far as that goes."""
        self._inside.layout().activate()
        self.verticalScrollBar().setValue(fold.y())

    def set_open_folds(self, names: Iterable[str]) -> None:
        for name, fold in self.folds.items():
            fold.set_opened(name in names)

    def set_theme(self, theme: Theme) -> None:
        self._top.theme = theme
        self._made.about_method.set_theme(theme)
        self.verdicts.set_theme(theme)
        self.reasons.set_theme(theme)
        self._inside.update()
