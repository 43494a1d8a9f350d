"""What explanations that stand side by side are called, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable

from db.rows import Beside, Verdict
from db.same_image import Kept
from gui.arrangement import Wanted
from gui.compare_words import verdict as verdict_words
from gui.project_settings import Blind
from gui.words import likelihood, tr
from gui.words import steps as say_steps
from reports.visible import visible

LETTERS = ("A", "B", "C", "D")


def how(method: str, steps: int | None, pack: str) -> str:
    """ "learned, 10 steps"."""
    said = method if not steps else f"{method}, {say_steps(steps)}"
    return tr("{method}, rule pack").format(method=said) if pack else said


def short(one: Beside | Wanted, label: str = "") -> str:
    """ "learned, 10 steps · wolf". label: the class, where it is another than its own."""
    return visible(f"{how(one.method, one.steps, one.pack)} · {label or one.label}")


def title(one: Kept, *, confidence: bool) -> str:
    """ "run 3 · resnet50 v3 · learned, 10 steps · wolf 0.970". confidence: the class's probability may be told."""
    each = one.beside
    where = tr("by hand") if each.ad_hoc else tr("run {n}").format(n=each.run_id)
    label = f"{each.label} {likelihood(one.row.target_probability)}" if confidence else each.label
    return visible(" · ".join((where, each.model, how(each.method, each.steps, each.pack), label)))


def said(one: Kept, *, confidence: bool, at_hand: bool) -> str:
    """What the model predicted and what the reviewer says; of the one at hand that verdicts are for it."""
    row = one.row
    predicted = row.labels[row.prediction]
    if confidence:
        predicted = f"{predicted} {likelihood(row.probability)}"
    parts = [tr("Verdicts are for this one")] if at_hand else []
    parts.append(tr("predicted: {label}").format(label=predicted))
    if one.verdict is not None:
        parts.append(verdict_words(one.verdict))
    return visible(" · ".join(parts))


def over(letter: str, one: Kept | None, own: int | None) -> str:
    """What stands over one side of two that are laid over each other. own: the explanation that verdicts are for."""
    if one is None:
        return f"{letter} · " + tr("not there for this image")
    here = one.row.explanation_id == own
    return f"{letter} · {short(one.beside)}" + (" · " + tr("verdicts are for this one") if here else "")


def verdicts_elsewhere(own: Beside) -> str:
    """Which explanation verdicts are for, where it is not seen."""
    words = tr("Verdicts are for {explanation} of run {n}, which is not seen now.")
    return words.format(explanation=short(own), n=own.run_id)


def missing(wanted: Wanted, own: Beside | None) -> str:
    """That an image lacks what a view is to show."""
    where = tr("by hand") if wanted.ad_hoc else tr("run {n}").format(n=wanted.run_id)
    words = tr("{explanation} ({where}) is not there for this image.")
    return words.format(explanation=short(wanted, wanted.label_for(own)), where=where)


def reach(found: Iterable[Kept | None]) -> float | None:
    """The top of a scale that all of the maps keep within; None without any."""
    return max((max(abs(one.row.map_low), abs(one.row.map_high)) for one in found if one is not None), default=None)


def may_tell(one: Kept, all_of_it: list[Kept], blind: Blind) -> bool:
    """Whether the probability may be seen: not before one's own verdict, where the project hides it until then. What
    was asked for by hand is rarely judged: there a verdict on the same model's audit will do."""
    verdicts: list[Verdict | None] = [one.verdict]
    if one.beside.ad_hoc:
        verdicts += [each.verdict for each in all_of_it if each.beside.fingerprint == one.beside.fingerprint]
    return not blind.hides_confidence(next((verdict for verdict in verdicts if verdict), None))
