"""A picture in words: which image, drawn how, with what was marked on it. For those who do not see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.rows import Region
from gui.pictures import Look
from gui.pixels import Without
from gui.regions import Regions
from gui.words import count, tr
from reports.visible import visible

if TYPE_CHECKING:
    from gui.canvas import Subject


def described(subject: Subject, look: Look, regions: Regions, without: Without | None) -> str:
    """ "Image wolf/0412.jpg. Overlay of learned for husky, opacity 60 %, threshold 10 %. Regions of yours: 1 spurious,
    2 missed." """
    parts = [tr("Image {image}").format(image=visible(subject.name))]
    if without is not None:
        parts.append(tr("A part of it is taken away"))
    parts.append(_drawn(subject, look))
    mine = _marks(regions.own.values())
    theirs = _marks(one.region for one in regions.others)
    if mine:
        parts.append(tr("Regions of yours: {regions}").format(regions=mine))
    if theirs:
        parts.append(tr("Regions of others: {regions}").format(regions=theirs))
    return " ".join(f"{part}." for part in parts if part)


def _drawn(subject: Subject, look: Look) -> str:
    opacity, threshold = (f"{round(100 * share)} %" for share in (look.opacity, look.threshold))
    if subject.explanation_id is None or look.mode == "image":
        return tr("As it is, without its map")
    words = {
        "overlay": tr("Overlay of {how}, opacity {opacity}, threshold {threshold}"),
        "mask": tr("Mask of {how}: bright where the map is high"),
        "contours": tr("Contours of {how}, threshold {threshold}"),
    }[look.mode]
    return words.format(how=subject.how or tr("its map"), opacity=opacity, threshold=threshold)


def _marks(regions: Iterable[Region]) -> str:
    numbers = Counter(region.mark for region in regions)
    said = {"spurious": tr("{n} spurious"), "missed": tr("{n} missed")}
    return ", ".join(words.format(n=count(numbers[mark])) for mark, words in said.items() if numbers[mark])
