"""What-ifs in words: what was taken away, with what in its place, and what the model said then."""

from __future__ import annotations

from collections.abc import Sequence

from engine.records import WhatIf
from gui.words import later, likelihood, plural, tr, written
from reports.visible import visible

# In the order in which a key goes through them.
FILLINGS = {"mean": later("Mean colour"), "blur": later("Blur"), "inpaint": later("Inpainting")}
ABOUT_FILLINGS = {
    "mean": later("The colour that says nothing to the model: its own mean."),
    "blur": later("The image itself, blurred so widely that what was there is gone."),
    "inpaint": later("What lies around, carried on (OpenCV, Telea)."),
}
WITHIN = {"mean": later("mean colour"), "blur": later("blur"), "inpaint": later("inpainting")}


def filling(name: str) -> str:
    """Within a sentence; one that a newer Hansel made by its own name."""
    return tr(WITHIN[name]) if name in WITHIN else name


def what(way: str, regions: int) -> str:
    """ "Without the region", "Without 3 regions", "The region alone"."""
    if way == "away":
        return plural(regions, "Without the region", "Without {n} regions")
    return plural(regions, "The region alone", "{n} regions alone")


def title(way: str, regions: int, filled: str) -> str:
    """ "Without the region · mean colour"."""
    return f"{what(way, regions)} · {filling(filled)}"


def heading(found: WhatIf, regions: int) -> str:
    """The same of an answer, with how much of what the model saw went: "... · mean colour · 9 % hidden"."""
    hidden = tr("{share} hidden").format(share=share(found.hidden))
    return f"{title(found.way, regions, found.filling)} · {hidden}"


def label(labels: Sequence[str], which: int) -> str:
    return visible(labels[which]) if which < len(labels) else str(which)


def answer(found: WhatIf, labels: Sequence[str]) -> str:
    """ "wolf 0.970 → husky 0.612", or "wolf 0.970 → 0.413" where the prediction stays."""
    before, after = found.before, found.after
    then = f"{label(labels, before.prediction)} {likelihood(before.probability)}"
    now = likelihood(after.probability)
    return f"{then} → {label(labels, after.prediction)} {now}" if found.flips else f"{then} → {now}"


def spoken(found: WhatIf, labels: Sequence[str]) -> str:
    """The same as a sentence, for those who hear it."""
    words = (
        tr("The prediction changes from {before}, {then}, to {after}, {now}.")
        if found.flips
        else tr("The prediction stays {before}: {then} before, {now} after.")
    )
    return words.format(
        before=label(labels, found.before.prediction), then=likelihood(found.before.probability),
        after=label(labels, found.after.prediction), now=likelihood(found.after.probability),
    )  # fmt: skip


def details(found: WhatIf, labels: Sequence[str]) -> str:
    """What stands beneath: the explained class before and after where the answer does not say it, and its log-odds."""
    parts = []
    if found.flips or found.target != found.before.prediction:
        parts.append(
            tr("{label} {then} → {now}").format(
                label=label(labels, found.target), then=likelihood(found.before.target_probability),
                now=likelihood(found.after.target_probability),
            )
        )  # fmt: skip
    parts.append(tr("log-odds {change}").format(change=signed(found.change)))
    return " · ".join(parts)


def signed(value: float) -> str:
    """+1.20, −4.74."""
    return written(f"{value:+.2f}".replace("-", "−"))


def share(value: float) -> str:
    """A part of the picture: "12 %"; never nothing, never all."""
    whole = round(100 * value)
    return "< 1 %" if whole < 1 else "> 99 %" if whole > 99 else f"{whole} %"
