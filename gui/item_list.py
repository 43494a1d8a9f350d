"""The list on the left: how a row is painted, and a view that keeps its place while rows change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.rows import ItemRow
from gui import icons, terms
from gui.cut_names import cut_name
from gui.items import Items, Role
from gui.style import mark_of, px
from gui.tokens import CAPTION, DARK, S4, S8, S12, Theme
from gui.words import tr
from reports.visible import visible

THUMB = 40
ROW = 56
MARK = 18
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ELIDE = Qt.TextElideMode.ElideRight


def paint_mark(painter: QPainter, at: QRect, verdict: str) -> None:
    """A verdict's mark: its icon in ink on a patch of its colour, so that it reads on every ground."""
    ratio = painter.device().devicePixelRatioF()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mark_of(verdict).colour))
    painter.drawRoundedRect(QRectF(at), 4, 4)
    inner = at.adjusted(3, 3, -3, -3)
    painter.drawPixmap(inner, icons.pixmap(verdict, mark_of(verdict).ink, inner.width(), ratio))


class ItemDelegate(QStyledItemDelegate):
    """Thumbnail, number in the list, name, prediction; at the right the verdict's mark over its word, before it that
    reviewers disagree.

    Where rows have hints (why one is suspicious), these are a third line.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        small = QFontMetrics(_small(option.font)).height()
        words = QFontMetrics(option.font).height() + small * (1 + self._hinted(index)) + S4
        return QSize(px(200), max(px(ROW), words + S12))

    @staticmethod
    def _hinted(index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether rows have a third line; all have it or none, for they are of one height."""
        model = index.model()
        return isinstance(model, Items) and model.hinted

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: ItemRow = index.data(Role.ROW)
        if row is None:
            return
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.selection))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.raised))
        side = min(px(THUMB), area.width() // 6)  # with large text in a narrow list the name comes first
        thumb = QRect(area.left() + S12, area.center().y() - side // 2, side, side)
        self._paint_thumbnail(painter, thumb, row, index.data(Role.THUMBNAIL))
        self._paint_words(painter, option, thumb, row, index)
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, box: QRect, row: ItemRow, picture: QPixmap | None) -> None:
        ratio = painter.device().devicePixelRatioF()
        if picture is None or picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.raised))
            painter.drawRoundedRect(QRectF(box), 3, 3)
            if row.state == "failed" or picture is not None:
                side = 20
                spot = QRect(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, side, side)
                painter.drawPixmap(spot, icons.pixmap("broken", self.theme.quiet, side, ratio))
            return
        size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(spot, picture)

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        thumb: QRect,
        row: ItemRow,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area, theme = option.rect, self.theme
        small = _small(option.font)
        large_metrics, small_metrics = QFontMetrics(option.font), QFontMetrics(small)
        lines = 2 + self._hinted(index)
        height = large_metrics.height() + (lines - 1) * small_metrics.height() + S4
        left, right = thumb.right() + 1 + S8, area.right() - S12
        mark_side, digits = px(MARK), number_width(large_metrics, index)
        name, disputed = visible(row.relative), index.data(Role.DISPUTED)
        marks = (mark_side + S8 if row.verdict else 0) + (mark_side + S4 if disputed else 0)
        long = large_metrics.horizontalAdvance(name) > right - left - digits - S4 - marks
        # The file has a line of its own where the name is too long for one and the row is high enough for two.
        folder, slash, file = name.rpartition("/") if long else ("", "", "")
        second = large_metrics.height() if slash and height + large_metrics.height() <= area.height() - S4 else 0
        height += second
        top = QRect(left, area.center().y() - height // 2, right - left, large_metrics.height())
        bottom = QRect(left, top.bottom() + 1 + S4 + second, right - left, small_metrics.height())
        third = bottom.translated(0, small_metrics.height())
        ratio = painter.device().devicePixelRatioF()
        if row.verdict:
            word = terms.verdict(row.verdict)
            paint_mark(painter, QRect(right - mark_side, top.top(), mark_side, mark_side), row.verdict)
            top.setRight(right - mark_side - S8)
            painter.setFont(small)
            painter.setPen(QColor(theme.text))
            painter.drawText(bottom, RIGHT, word)
            bottom.setRight(right - small_metrics.horizontalAdvance(word) - S8)
        if disputed:
            spot = QRect(top.right() - mark_side, top.top(), mark_side, mark_side)
            painter.drawPixmap(spot, icons.pixmap("disagree", theme.text, mark_side, ratio))
            top.setRight(spot.left() - S4)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.quiet))
        number = QRect(top.left(), top.top(), digits, top.height())
        painter.drawText(number, RIGHT, str(index.row() + 1))
        top.setLeft(number.right() + 1 + S4)
        painter.setPen(QColor(theme.text))
        if second:
            middle = QRect(top.left(), top.bottom() + 1, right - top.left(), second)
            painter.drawText(middle, LEFT, large_metrics.elidedText(file, Qt.TextElideMode.ElideMiddle, middle.width()))
            name = f"{folder.rpartition(slash)[2]}{slash}"
            painter.drawText(top, LEFT, large_metrics.elidedText(name, ELIDE, top.width()))
        else:
            painter.drawText(top, LEFT, cut_name(name, large_metrics, top.width()))
        painter.setFont(small)
        painter.setPen(QColor(theme.quiet))
        if row.state == "failed":
            side = px(12)
            icon = QRect(bottom.left(), bottom.center().y() - side // 2, side, side)
            painter.drawPixmap(icon, icons.pixmap("warning", theme.quiet, side, ratio))
            bottom.setLeft(icon.right() + S4)
        for room, words in ((bottom, index.data(Role.CAPTION)), (third, index.data(Role.HINT))):
            painter.drawText(room, LEFT, small_metrics.elidedText(words or "", ELIDE, room.width()))


def number_width(metrics: QFontMetrics, index: QModelIndex | QPersistentModelIndex) -> int:
    """How wide the numbers of a list are, the widest as all."""
    return metrics.horizontalAdvance("0" * len(str(index.model().rowCount())))


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(px(CAPTION))
    return made


class ItemList(QListView):
    """A virtual list: rows of one height, painted when seen."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("itemList")
        self.setAccessibleName(tr("Images of this run"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.delegate = ItemDelegate(self)
        self.setItemDelegate(self.delegate)

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.scheduleDelayedItemsLayout()  # the text size may have changed with it
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, never a search."""

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        # Past QListView, which lays out all rows anew at every change of one: ours are of one height whatever they say.
        QAbstractItemView.dataChanged(self, first, last, roles)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        # A bar that comes in at the top must not push the image at hand out of sight.
        seen = self.visualRect(self.currentIndex()).intersects(QRect(0, 0, self.width(), event.oldSize().height()))
        super().resizeEvent(event)
        if seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def go_to(self, position: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model().index(position, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
