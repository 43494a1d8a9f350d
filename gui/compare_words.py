"""What the comparison of two runs says: groups of images, the test in plain words, how alike the maps are."""

from __future__ import annotations

from db.comparing import Comparison, Group, Pair
from db.likeness import Likeness
from db.rows import RunRow, Verdict
from db.wilson import wilson
from gui import terms
from gui.runs_box import run_words
from gui.trend_table import Line
from gui.trend_words import NOTHING, between
from gui.words import count, images, percent, plural, three_digits, tr, written
from reports.compare_facts import KINDS
from reports.visible import visible
from resources.tokens import VERDICTS

KINDS_IN_ORDER = {kind: n for n, kind in enumerate(VERDICTS)}
SURPRISING = 0.05
RARE = 0.0001


def groups() -> dict[Group, str]:
    """What became of images from A to B, as the drop-down names it."""
    return {
        "better": tr("Better in B"), "worse": tr("Worse in B"), "flawed": tr("Flawed in both"),
        "sound": tr("Sound in both"), "unsure": tr("Unsure in one or both"), "once": tr("Judged in one only"),
        "none": tr("Judged in neither"),
    }  # fmt: skip


def run_name(run: RunRow) -> str:
    """ "3 · resnet50 v3 · learned, 10 steps"."""
    return visible(f"{run.run_id} · {run_words(run)}")


def verdict(one: Verdict | None) -> str:
    """ "✓ sound"."""
    return NOTHING if one is None else f"{VERDICTS[one].sign} {terms.verdict(one)}"


def right(one: bool | None) -> str:
    return NOTHING if one is None else tr("right") if one else tr("wrong")


def alike(value: float | None) -> str:
    return NOTHING if value is None else written(f"{round(value, 2) + 0.0:.2f}")


def what_changed(found: Comparison) -> str:
    """Better, worse, and McNemar's test, in plain words."""
    better, worse = len(found.better), len(found.worse)
    if not found.n:
        if found.of_group("unsure"):
            return tr("No image is sound or flawed in both runs: those judged in both are unsure or tied in one.")
        return tr("No image has a verdict in both runs yet. Review the same images in each to compare them here.")
    if not better + worse:
        return tr("Of {images} judged sound or flawed in both, none changed.").format(images=images(found.n))
    said = tr("Of {images} judged sound or flawed in both, {better} became better in B and {worse} worse.")
    if found.p == 1.0:
        chance = tr("If both were equally likely, chance alone would bring this, or more, every time.")
    elif found.p < RARE:
        chance = tr("If both were equally likely, so uneven a split would come about in fewer than 1 of 10,000 cases.")
    else:
        chance = tr("If both were equally likely, a split at least so uneven would come about in {n} of 100 cases.")
    tail = (
        tr("That is more than chance easily does.")
        if found.p < SURPRISING
        else tr("That is not enough to tell it from chance.")
    )
    said = said.format(images=images(found.n), better=count(better), worse=count(worse))
    return f"{said} {chance.format(n=three_digits(100 * found.p))} {tail}"


def named() -> str:
    return tr("McNemar's exact test, two-sided")


def how_many(found: Comparison) -> str:
    """Where the images are that are not in both."""
    alone = [
        tr("{n} only in A").format(n=count(found.only_first)) if found.only_first else "",
        tr("{n} only in B").format(n=count(found.only_second)) if found.only_second else "",
    ]
    return "; ".join(one for one in alone if one) or tr("none in one run only")


def verdict_table(found: Comparison) -> tuple[list[str], list[Line]]:
    """Verdicts in A, downwards, by those in B."""
    cells = found.table()
    signs = [verdict(kind) for kind in KINDS]
    lines = []
    for kind, sign in zip(KINDS, signs, strict=True):
        numbers = [cells[kind, other] for other in KINDS]
        keys = (kind, *numbers, sum(numbers))
        lines.append(Line([tr("A: {verdict}").format(verdict=sign), *(count(n) for n in keys[1:])], keys=keys))
    return ["", *(tr("B: {verdict}").format(verdict=sign) for sign in signs), tr("together")], lines


def prediction_table(found: Comparison) -> tuple[list[str], list[Line]]:
    """Right and wrong predictions in A, downwards, by those in B."""
    cells = found.right_table()
    lines = []
    for one in (True, False):
        numbers = [cells[one, other] for other in (True, False)]
        keys = (right(one), *numbers, sum(numbers))
        lines.append(Line([tr("A: {verdict}").format(verdict=right(one)), *(count(n) for n in keys[1:])], keys=keys))
    heads = [tr("B: {verdict}").format(verdict=right(one)) for one in (True, False)]
    return ["", *heads, tr("together")], lines


def wrong_reasons(found: Comparison) -> str:
    """How often each was right for the wrong reason, on the images judged in both."""
    said = []
    for name, (flawed, n) in zip(("A", "B"), found.wrong_reason(), strict=True):
        if n:
            words = tr("Right for the wrong reason in {run}: {share} ({interval}; {flawed} of {n}).")
            said.append(
                words.format(
                    run=name, share=percent(flawed / n), interval=between(wilson(flawed, n)), flawed=count(flawed),
                    n=count(n),
                )
            )  # fmt: skip
    return " ".join(said)


def maps_said(found: Likeness) -> str:
    """How alike the maps are, in a sentence."""
    if found.median is None or found.low is None or found.high is None:
        return tr("How alike the maps are cannot be told: none of {n} pairs can be compared.").format(
            n=count(found.drawn)
        )
    drawn = (
        tr("all {n} pairs").format(n=count(found.pairs))
        if found.drawn == found.pairs
        else tr("{n} of {all} pairs, drawn at random").format(n=count(found.drawn), all=count(found.pairs))
    )
    said = tr("Rank correlation of the two maps: {median} in the median, {low} to {high} for half of them ({of}).")
    told = said.format(
        median=alike(found.median), low=alike(found.low), high=alike(found.high), of=drawn
    )  # fmt: skip
    if not found.without:
        return told
    left = tr("{n} could not be compared: a map is missing, has one value only, or is of another size.")
    return f"{told} {left.format(n=count(found.without))}"


def maps_caption() -> str:
    return tr("Spearman's, pixel by pixel: 1 where both rank all pixels alike, 0 where they have nothing in common.")


def about(only_own: bool) -> str:
    """What is compared, and how to read it."""
    counted = (
        tr("Only your own verdicts are counted here: review is blind in this project.")
        if only_own
        else tr(
            "Each explanation counts by the verdict that was settled, else by that of more than half of its reviewers; "
            "a tie is unsure."
        )
    )
    paired = tr(
        "Images are the same where they are one file of one folder with the same bytes. The test speaks of those that "
        "are judged in both; which ones were reviewed was chosen by people, unless all are."
    )
    return f"{counted} {paired}"


def pair_heads() -> list[str]:
    return [
        tr("Image"), tr("In A"), tr("In B"), tr("Prediction in A"), tr("Prediction in B"), tr("Maps alike"),
    ]  # fmt: skip


def pair_cells(pair: Pair, likeness: float | None) -> list[str]:
    return [
        visible(pair.relative), verdict(pair.verdict_first), verdict(pair.verdict_second), right(pair.right_first),
        right(pair.right_second), alike(likeness),
    ]  # fmt: skip


def pair_key(pair: Pair, likeness: float | None, column: int) -> object:
    """What a cell is sorted by: verdicts from sound to unsure, right before wrong."""
    match column:
        case 1 | 2:
            verdict = pair.verdict_first if column == 1 else pair.verdict_second
            return None if verdict is None else KINDS_IN_ORDER[verdict]
        case 3 | 4:
            is_right = pair.right_first if column == 3 else pair.right_second
            return None if is_right is None else int(not is_right)
        case 5:
            return likeness
    return pair.relative


def in_group(group: Group, n: int) -> str:
    """ "Better in B · 12"."""
    return f"{groups()[group]} · {count(n)}"


def shown(n: int) -> str:
    return plural(n, "1 image", "{n} images")


def became(group: Group, other: int, *, turned: bool) -> str:
    """The filter that shows a group in one of the two runs; other: the other run. turned: it is asked in A."""
    swapped: dict[Group, Group] = {"better": "worse", "worse": "better"}
    return f"against:{other}-{swapped.get(group, group) if turned else group}"
