"""What explanations that stand side by side are called, and what is said of each."""

from __future__ import annotations

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


def may_tell(one: Kept, all_of_it: list[Kept], blind: Blind) -> bool:
    """Whether the probability may be seen: not before one's own verdict, where the project hides it until then. What
    was asked for by hand is rarely judged: there a verdict on the same model's audit will do."""
    verdicts: list[Verdict | None] = [one.verdict]
    if one.beside.ad_hoc:
        verdicts += [each.verdict for each in all_of_it if each.beside.fingerprint == one.beside.fingerprint]
    return not blind.hides_confidence(next((verdict for verdict in verdicts if verdict), None))
