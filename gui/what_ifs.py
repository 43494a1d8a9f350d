"""What if a region were not there: asks the worker before anything else, keeps the answer with the review, shows it in
place. Drawing, flagging and asking are one motion: a region that was drawn offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt

from db import defence, what_ifs
from db.defence import Defence
from db.rows import ItemRow, Region, Undone
from db.what_ifs import Kept
from gui import what_if_words
from gui.changes import Change
from gui.closing import in_words
from gui.desk import Reviews
from gui.news import AskWhatIf, WhatIfAnswered, WhatIfRefused
from gui.panel import CONFIDENCE_LATER
from gui.region_shapes import bounds
from gui.regions import on_screen
from gui.reviewing import NO_MAP
from gui.tokens import S8, Theme
from gui.what_if_card import Offer, WhatIfCard
from gui.what_if_questions import Asked, Filling, Told, Way, is_answer_to, picture_of, shape_of
from gui.words import tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.window import Window


class WhatIfs(QObject):
    """Keeps the card over the picture and the list in the panel. What is asked is about the explanation of the run, as
    regions and verdicts are."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._page = window.review
        self._tickets = 0
        self._asked: dict[int, Asked] = {}
        self._item: ItemRow | None = None
        self._told: Told | None = None
        self._shown: str | None = None  # the id of the answer on the card
        self._closed = False
        self._offered: tuple[str | None, int] = (None, 0)
        self._above = False
        self.kept: tuple[Kept, ...] = ()
        # A child of the page, not of the canvas: the keys of the canvas do not hold in it.
        self.card = WhatIfCard(self._page)

    def build(self) -> None:
        """Second half of making it: once the page has its parts."""
        page, canvas, card = self._page, self._page.canvas, self.card
        self._box = page.panel.what_ifs
        card.build(self._window.actions_)
        card.wanted.connect(self.ask)
        card.picture_wanted.connect(self.turn_picture)
        card.changed.connect(self._look)
        card.turned.connect(self._lie, Qt.ConnectionType.QueuedConnection)
        card.dismissed.connect(self._dismissed)
        card.left.connect(canvas.setFocus)
        self._box.look_wanted.connect(self._look_at)
        self._box.aside_wanted.connect(self._put_aside)
        page.moved.connect(self._moved)
        page.changed.connect(self._moved)
        canvas.regions.changed.connect(self._look)
        canvas.tools.changed.connect(self._look)
        canvas.without_changed.connect(self._look)
        canvas.shown.connect(self._look)
        canvas.view_changed.connect(self._lie)
        canvas.installEventFilter(self)
        page.stage.currentChanged.connect(self._look)
        desk = self._window.desk
        desk.changed.connect(self._review_changed)
        desk.turned.connect(self._turned)
        desk.settings_changed.connect(lambda _: self._read())
        desk.project_closed.connect(self._asked.clear)
        self._window.audits.what_if.connect(self._came)
        self._window.actions_.follow(card, self._look)

    # --- what is at hand ---

    def _moved(self) -> None:
        """Another image, or another explanation of it, or a verdict: what may be seen may be more now."""
        item = self._page.current()
        before, self._item = self._item, item
        explanation_id = item.explanation_id if item is not None else None
        if before is not None and before.explanation_id == explanation_id:
            return
        self.kept, self._told, self._shown, self._closed = (), None, None, False
        self.card.together.setChecked(False)
        self._waiting_here()
        self._look()
        self._read()

    def _waiting_here(self) -> None:
        """Back at an image that is still being asked about."""
        for asked in self._asked.values():
            if self._is_at_hand(asked):
                self._told = Told(asked, self._how_it_goes(), waiting=True)

    def _read(self) -> None:
        item = self._item
        if item is not None and item.explanation_id is not None:
            self._window.desk.reviews(item.explanation_id, self._have_read)

    def _have_read(self, found: Reviews) -> None:
        if self._item is None or found.explanation_id != self._item.explanation_id:
            return
        self.kept = found.what_ifs
        if self._answer is None:
            self._shown = None
        canvas = self._page.canvas
        if canvas.without is not None and self._looked_at() is None:
            canvas.show_without(None)  # undone, put aside, or not to be seen any more
        self._look()

    def _review_changed(self, change: Change, _: object) -> None:
        if self._item is not None and change.explanation_id == self._item.explanation_id:
            self._read()

    def _turned(self, what: Undone, way: str, _: object) -> None:
        if self._item is not None and what.explanation_id == self._item.explanation_id:
            self._read()

    @property
    def _answer(self) -> Kept | None:
        """The one on the card."""
        return next((one for one in self.kept if one.uuid == self._shown), None)

    def _looked_at(self) -> Kept | None:
        """The one whose changed picture is on the canvas."""
        without = self._page.canvas.without
        return next((one for one in self.kept if picture_of(one) == without), None) if without is not None else None

    def regions(self) -> tuple[Region, ...]:
        """Those that a question would be about: the selected one, or all of one's own that are spurious."""
        regions = self._page.canvas.regions
        if self._item is None or regions.explanation_id != self._item.explanation_id:
            return ()  # another run has just been chosen, and its picture is not there yet
        chosen = regions.chosen
        spurious = tuple(one for one in regions.own.values() if one.mark == "spurious")
        if chosen is not None and not (self.card.together.isChecked() and spurious):
            return (chosen,)
        return spurious

    # --- asked ---

    def why_not(self) -> str:
        """Why nothing can be asked now; empty if it can."""
        item, desk = self._item, self._window.desk
        if item is None or item.explanation_id is None:
            return tr("nothing to ask here: this image has no explanation")
        if desk.readonly:
            return tr("the project is open for reading only")
        if self._window.again.mending.at_hand is not None:
            return tr(NO_MAP)
        verdict = desk.pending(item.explanation_id).get("verdict", item.verdict)
        if desk.settings.blind.hides_confidence(verdict):
            return tr(CONFIDENCE_LATER)
        if not self.regions():
            key = self._window.actions_.spoken("tool-box")
            return tr("draw a region first ({key}), then ask what the model says without it").format(key=key)
        return ""

    def ask(self, way: Way) -> None:
        """What the model says with the regions at hand taken away, or with nothing else."""
        self._page.picture_wanted.emit()
        self._page.canvas.tools.finish()
        self._closed = False
        why_not = self.why_not()
        item, run, store = self._item, self._window.desk.run, self._window.desk.store
        if why_not or item is None or item.explanation_id is None or run is None or store is None:
            self._window.status.show_passing(why_not)
            self._look()
            return
        if not self._page.reviewing.may_say():
            return
        filling = cast(Filling, self.card.filling.currentData())
        asked = Asked(
            store, self._window.desk.reviewer, item.explanation_id, item.relative, run.labels, self.regions(), way,
            filling,
        )  # fmt: skip
        same = next((one for one in self.kept if is_answer_to(one, asked)), None)
        if same is not None:
            self._told, self._shown = None, same.uuid
            if self._page.canvas.without is not None:
                self._page.canvas.show_without(picture_of(same))
            self._look()
        elif asked not in self._asked.values():
            self._ask(asked)

    def _ask(self, asked: Asked) -> None:
        self._tickets += 1
        ticket = self._tickets
        self._asked[ticket] = asked
        self._told, self._shown = Told(asked, self._how_it_goes(), waiting=True), None
        self._page.canvas.show_without(None)
        self._look()

        def ready(kept: Defence) -> None:
            mending, intake = self._window.again.mending, self._window.intake
            file = mending.model_file(asked.store, kept)
            self._window.audits.ask_what_if(
                AskWhatIf(ticket, kept, asked.regions, asked.way, asked.filling, file, intake.may_trust(file))
            )

        self._window.desk.read(lambda store: defence.find(store, str(asked.explanation_id)), ready)

    def _how_it_goes(self) -> str:
        audits, run = self._window.audits, self._window.desk.run
        if audits.running:
            return tr("Next: after the batch at hand.")
        loaded = audits.model is not None and run is not None and audits.model.fingerprint == run.model_fingerprint
        return tr("Being asked…") if loaded else tr("Being asked, with the model of this run…")

    def next_filling(self) -> None:
        """Another filling in the place of what goes."""
        title = self.card.next_filling()
        self._window.status.show_passing(tr("in its place: {filling}").format(filling=title))

    def turn_together(self) -> None:
        """All spurious regions together, or the selected one."""
        self.card.together.setChecked(not self.card.together.isChecked())

    # --- answered ---

    def _came(self, news: WhatIfAnswered | WhatIfRefused) -> None:
        asked = self._asked.pop(news.ticket, None)
        if asked is None or asked.store is not self._window.desk.store:
            return
        if isinstance(news, WhatIfRefused):
            self._say(Told(asked, news.text, about=news.about))
            return

        def kept(one: Kept) -> None:
            self._have_kept(asked, one)

        def failed(error: BaseException) -> None:
            words = tr("The model said {answer}, but that could not be kept. {why}")
            answer = what_if_words.answer(news.found, asked.labels)
            self._say(Told(asked, words.format(answer=answer, why=in_words(error))))

        self._window.desk.write(
            lambda store: what_ifs.keep(
                store, asked.explanation_id, asked.reviewer, asked.regions, news.found
            ).result(),
            kept,
            failed,
        )

    def _have_kept(self, asked: Asked, one: Kept) -> None:
        if self._is_at_hand(asked):
            if self._told is not None and self._told.asked == asked:
                self._told = None
                self._shown = one.uuid
            self.kept = (*self.kept, one)
            self._look()
            self._page.reviewing.refresh()
            self._read()
            return
        asked_words = what_if_words.title(asked.way, len(asked.regions), asked.filling)
        words = tr("{image}: {what}: {answer}.").format(
            image=asked.relative, what=asked_words, answer=what_if_words.answer(one.found, asked.labels)
        )
        self._window.toasts.show(visible(words), lambda: self._window.desk.undo(one.event), event=one.event)

    def _say(self, told: Told) -> None:
        if self._is_at_hand(told.asked):
            self._told = told
            self._look()
        else:
            self._window.show_trouble(f"{told.asked.relative}: {told.words}")

    def _is_at_hand(self, asked: Asked) -> bool:
        item = self._item
        return (
            asked.store is self._window.desk.store and item is not None and item.explanation_id == asked.explanation_id
        )

    # --- the changed picture ---

    def turn_picture(self) -> None:
        """The picture as the model saw it without the region, or again the image as it is."""
        self._page.picture_wanted.emit()
        canvas = self._page.canvas
        one = self._answer or (self.kept[-1] if self.kept else None)
        if canvas.without is not None:
            canvas.show_without(None)
        elif one is None:
            self._window.status.show_passing(tr("nothing was taken away here yet"))
        else:
            self._show_picture(one)

    def _look_at(self, which: str) -> None:
        """From the list: that picture, or back."""
        looked_at = self._looked_at()
        one = next((one for one in self.kept if one.uuid == which), None)
        if one is None or (looked_at is not None and looked_at.uuid == which):
            self._page.canvas.show_without(None)
        else:
            self._show_picture(one)

    def _show_picture(self, one: Kept) -> None:
        picture = picture_of(one)
        if picture is None:
            self._window.status.show_passing(tr("this Hansel cannot make that picture again"))
            return
        self._page.picture_wanted.emit()
        self._closed = False
        self._told, self._shown = None, one.uuid
        self._page.canvas.show_without(picture)
        self._look()

    # --- put aside ---

    def put_aside(self) -> None:
        """The answer at hand: in no list and no report any more, and still in the history."""
        if self._answer is None:
            self._window.status.show_passing(tr("no what-if is at hand"))
        else:
            self._put_aside(self._answer.uuid)

    def _put_aside(self, which: str) -> None:
        desk = self._window.desk
        one = next((one for one in self.kept if one.uuid == which), None)
        if one is None or one.reviewer != desk.reviewer:
            self._window.status.show_passing(tr("only who asked can put it aside"))
            return

        def done(_: int) -> None:
            self._window.status.show_passing(tr("what-if put aside; undo brings it back"))
            self._page.reviewing.refresh()
            self._read()

        desk.write(lambda store: what_ifs.put_aside(store, which, one.reviewer).result(), done)

    def _dismissed(self) -> None:
        self._closed = True
        self._told, self._shown = None, None
        self._page.canvas.show_without(None)

    # --- what is seen ---

    def _look(self, *_: Any) -> None:
        """The card and the list as things are now."""
        desk, canvas = self._window.desk, self._page.canvas
        labels = desk.run.labels if desk.run is not None else ()
        looked_at = self._looked_at()
        self._page.panel.show_what_ifs(self.kept, labels)
        self._box.show_looking(looked_at.uuid if looked_at is not None else None)
        offered = (canvas.regions.selected, len(canvas.regions.own))
        if offered != self._offered:
            # Something else is selected or drawn: that is worth asking about again.
            if offered[0] is not None:
                self._closed = False
            self._offered = offered
        if not self._is_wanted():
            self._hide()
            return
        self._tell(labels, looked_at is not None)
        if self.card.isHidden():
            self.card.show()
            self.card.raise_()
        self._lie()

    def _is_wanted(self) -> bool:
        item, canvas = self._item, self._page.canvas
        if item is None or item.explanation_id is None or self._window.again.mending.at_hand is not None:
            return False
        if self._page.covered:
            return False
        if canvas.regions.explanation_id != item.explanation_id:
            return False
        if canvas.without is not None:
            return True
        drawing = canvas.tools.tool is not None and bool(self.regions()) and not self._window.desk.readonly
        return not self._closed and (drawing or self._told is not None or self._answer is not None)

    def _tell(self, labels: tuple[str, ...], looking: bool) -> None:
        regions, desk, card = self._page.canvas.regions, self._window.desk, self.card
        every = sum(one.mark == "spurious" for one in regions.own.values())
        card.show_acts(not desk.readonly)
        if not desk.readonly:
            card.ask_about(len(self.regions()) or 1, every, single=regions.chosen is not None)
            waiting = self._told is not None and self._told.waiting
            why_not = tr("being asked already") if waiting else self.why_not()
            card.may_ask(not why_not, why_not)
        answer, told = self._answer, self._told
        if told is not None:
            about = what_if_words.title(told.asked.way, len(told.asked.regions), told.asked.filling)
            card.tell(told.words, about=about, offers=() if told.waiting else self._offers(told))
        elif answer is not None:
            found = answer.found
            about = what_if_words.heading(found, len(answer.regions))
            if self._was_moved(answer):
                about += " · " + tr("as drawn then")
            if answer.reviewer != desk.reviewer:
                about = tr("{reviewer}: {what}").format(reviewer=answer.reviewer, what=about)
            card.tell(
                what_if_words.details(found, labels), about=about, answer=what_if_words.answer(found, labels),
                spoken=what_if_words.spoken(found, labels),
            )  # fmt: skip
        else:
            card.tell(tr(CONFIDENCE_LATER) if self.why_not() == tr(CONFIDENCE_LATER) else "")
        card.show_picture_button(answer is not None and told is None, looking)

    def _was_moved(self, answer: Kept) -> bool:
        own = self._page.canvas.regions.own
        return any(shape_of(own[one.id]) != shape_of(one) for one in answer.regions if one.id in own)

    def _offers(self, told: Told) -> tuple[Offer, ...]:
        again: Offer = (tr("Ask again"), lambda: self._ask(told.asked))
        if told.about == "image":
            return (again, (tr("Relink folder…"), self._window.actions_["relink"].trigger))
        if told.about == "model":
            return (again, (tr("Choose model…"), lambda: self._choose_model(told.asked)))
        return ()

    def _choose_model(self, asked: Asked) -> None:
        mending = self._window.again.mending
        if (file := mending.ask_where_model_is()) is not None:
            mending.note_model(asked.explanation_id, file, lambda: self._ask(asked))

    def _hide(self) -> None:
        if self.card.isHidden():
            return
        if self.card.has_keyboard():
            self._page.canvas.setFocus()
        self.card.hide()

    # --- where it lies ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show) and not self.card.isHidden():
            self._lie()
        return False

    def _lie(self) -> None:
        """At the foot of the picture, or at its head where the region lies at the foot."""
        if self.card.isHidden():
            return
        canvas, page = self._page.canvas, self._page
        corner = canvas.mapTo(page, canvas.rect().topLeft())
        top, bottom = corner.y() + S8, corner.y() + canvas.height() - S8
        if not page.mark_bar.isHidden():
            top += page.mark_bar.height() + S8
        strip = self._window.again.strip
        if not strip.isHidden():
            top += strip.height() + S8
        room, foot = canvas.width() - 2 * S8, page.height() - S8

        def lie(above: bool) -> None:
            self.card.lie(corner.x() + S8, top, bottom, foot, room, above=above)

        lie(above=False)
        port, regions = canvas.port(), self.regions()
        if port is not None and regions:
            mine = self.card.geometry().translated(-corner)
            boxes = [on_screen(one, port).toAlignedRect() for one in regions if not bounds(one).isEmpty()]
            over_at_foot = any(mine.intersects(box) for box in boxes)
            lie(above=True)
            mine = self.card.geometry().translated(-corner)
            over_at_head = any(mine.intersects(box) for box in boxes)
            if not over_at_foot or over_at_head:
                lie(above=False)

    def set_theme(self, theme: Theme) -> None:
        self.card.set_theme(theme)
        self._lie()
