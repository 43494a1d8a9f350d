"""A run in words and figures, without markup: what page and print say alike."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from db.rows import VERDICTS
from engine.methods import METHODS
from reports import what_ifs
from reports.agreeing import agreement, judged_by_two
from reports.breakdown import by_reason
from reports.contents import DIFFER, Contents, Report
from reports.rates import Rate
from reports.said import counted, listed, verdicts_of
from reports.words import count, duration, moment, percent
from resources import tokens


def summary(contents: Contents) -> tuple[str, ...]:
    """What was found, in sentences: the figures that matter with their intervals, and what they do not say."""
    run, explained = contents.run, contents.explained
    waiting = run.total - run.explained - run.failed
    version = f" {run.model_version}" if run.model_version else ""
    told = [
        f"{count(run.total, 'image')} of {run.folder} went to the model {run.model_name}{version}. "
        f"{count(run.explained, 'image has', 'images have')} an explanation"
        + (f", {run.failed:,} could not be explained" if run.failed else "")
        + (f", {waiting:,} are still to come" if waiting else "")
        + "."
    ]
    if contents.classes:
        told.append(f"This report tells of {count(len(explained), 'explanation')} of {listed(contents.classes)} only.")
    if contents.accuracy:
        told.append(f"The prediction is the true class for {contents.accuracy}.")
    if not contents.reviewed:
        nobody = f"{listed(contents.whose)} {_have(contents.whose)} not" if contents.whose else "Nobody has"
        told.append(f"{nobody} reviewed an explanation yet: this report tells what was computed, not what was judged.")
        return tuple(told)
    judged = contents.flawed_rate
    who = listed(contents.reviewers) if contents.whose else count(len(contents.reviewers), "reviewer")
    told.append(
        f"{len(contents.reviewed):,} of {count(len(explained), 'explanation')} were reviewed by {who}. "
        f"Flawed are {judged}. {counted(contents.whose)}"
    )
    told += _disagreements(contents)
    right = [row for row in contents.cross_table() if row.title == "Prediction right" and row.flawed_rate.n]
    if right:
        told.append(f"Among the right predictions, the explanation is flawed for {right[0].flawed_rate}.")
    if judged.n and not judged.hits:
        told.append(f"No explanation is called flawed; with {judged.n:,} judged, up to {percent(judged.high)} may be.")
    if reasons := by_reason(contents):
        first = reasons[0]
        told.append(f"The most frequent reason is {first.title}: {first.flawed.hits:,} of {judged.hits:,} flawed.")
    if words := what_ifs.sentence(contents):
        told.append(words)
    if len(contents.reviewed) < len(explained):
        told.append(contents.drawn)
    return tuple(told)


def _disagreements(contents: Contents) -> list[str]:
    """What became of disagreements between reviewers, a sentence for each kind that there is."""
    told = []
    holding = [entry for entry in contents.settled if entry.settling_holds]
    if holding:
        as_what = Counter(entry.verdict for entry in holding)
        parts = ", ".join(f"{as_what[verdict]:,} as {verdict}" for verdict in VERDICTS if as_what[verdict])
        told.append(f"{count(len(holding), 'disagreement')} between reviewers {_were(len(holding))} settled: {parts}.")
    if lost := [entry for entry in contents.settled if not entry.settling_holds]:
        told.append(
            f"{count(len(lost), 'more disagreement' if holding else 'disagreement')} {_were(len(lost))} settled, but "
            "verdicts have changed since, so that it no longer holds."
        )
    if differ := contents.with_verdict(DIFFER):
        told.append(f"The verdicts differ on {count(len(differ), 'explanation')} without a majority or a settling.")
    return told


def _have(people: Sequence[str]) -> str:
    return "has" if len(people) == 1 else "have"


def key_figures(contents: Contents) -> tuple[tuple[str, str, str], ...]:
    """(figure, what it is, its interval or what it is of)."""
    explained, total = len(contents.explained), contents.run.total
    of_what = f" of {listed(contents.classes)}" if contents.classes else ""
    figures = [(f"{explained:,}", f"explained{of_what}", f"of {count(total, 'image')}")]
    figures.append((f"{len(contents.reviewed):,}", "reviewed", f"of {count(explained, 'explanation')}"))
    flawed, right = contents.flawed_rate, contents.accuracy
    if flawed.n:
        figures.append((percent(flawed.share), "flawed", f"{interval(flawed)}; {verdicts_of(contents.whose)}"))
    if right is not None and right.n:
        figures.append((percent(right.share), "predicted right", interval(right)))
    if holding := sum(entry.settling_holds for entry in contents.settled):
        figures.append((f"{holding:,}", "settled", "disagreements between reviewers"))
    return tuple(figures)


def interval(rate: Rate) -> str:
    """The interval and n behind a rate."""
    return f"{percent(rate.low)} to {percent(rate.high)}, n = {rate.n:,}" if rate.n else "n = 0"


def facts(contents: Contents) -> tuple[tuple[str, str], ...]:
    """What was audited and with what, so that it can be repeated."""
    run = contents.run
    gated = sorted({(e.explanation.gated, e.explanation.executed) for e in contents.explained if e.explanation})
    ended = f" to {moment(run.finished_at)}" if run.finished_at else ""
    seconds = sum(entry.explanation.seconds for entry in contents.explained if entry.explanation)
    return (
        ("Model", f"{run.model_name} {run.model_version}".strip()),
        ("Model fingerprint", run.model_fingerprint),
        ("Classes", f"{len(run.labels):,}"),
        ("Images", run.folder),
        ("Image fingerprint", contents.data_fingerprint),
        ("Method", method_of(run.method)["title"]),
        ("Parameters", "; ".join(f"{name} = {value_of(value)}" for name, value in run.parameters.items())),
        ("Seed", str(run.seed)),
        ("Batch size", str(run.batch_size)),
        ("Activation calls", _calls(run.method, gated)),
        ("Device", run.device),
        ("Versions", ", ".join(f"{name} {version}" for name, version in run.versions.items())),
        ("Run", f"{run.run_id} ({run.uuid}), {run.state}, {moment(run.created_at)}{ended}"),
        ("Computing time", duration(seconds)),
        ("Project", str(contents.project)),
    )


def coverage(contents: Contents) -> tuple[tuple[str, str], ...]:
    """What the figures cover: how many images, which of them were reviewed, by whom, and how they were chosen."""
    run, shared = contents.run, judged_by_two(contents)
    rows = [
        ("Images in the run", f"{run.total:,}"),
        ("Explained", f"{run.explained:,}"),
        ("Could not be explained", f"{run.failed:,}"),
        ("Still to come", f"{run.total - run.explained - run.failed:,}"),
    ]
    if contents.classes:
        rows.append(("Classes told of", f"{listed(contents.classes)}: {count(len(contents.explained), 'explanation')}"))
    who = f" by {', '.join(contents.reviewers)}" if contents.reviewers else ""
    rows.append(("Reviewed", f"{len(contents.reviewed):,}{who}"))
    if contents.drawn:
        rows.append(("How they were chosen", contents.drawn))
    if contents.last_said:
        rows.append(("Newest review", moment(contents.last_said)))
    rows.append(("Verdicts counted", verdicts_of(contents.whose)))
    if shared:
        rows.append(("Reviewed by two or more", f"{len(shared):,}"))
    rows += [("Warning", f"{n:,} × {text}") for text, n in contents.warnings()]
    return tuple(rows)


def about_cross(contents: Contents) -> str:
    """What the table of predictions and explanations shows, and how it is counted."""
    return (
        "The true class is what the data set says; with class folders, the name of the image's folder. A right "
        "prediction with a flawed explanation was right for the wrong reason. Rates are flawed out of flawed and "
        "sound, with the 95 % Wilson interval; unsure ones stand apart. "
        + ("So do those on which reviewers differ without a majority or a settling. " if contents.several else "")
        + counted(contents.whose)
    )


ABOUT_CLASSES = (
    "By the class that was explained, those with the most flawed explanations first. The band is the 95 % interval, on "
    "a line from 0 to 100 %."
)
ABOUT_REASONS = "Out of all that are flawed or sound. One can be flawed for several reasons, and counts for each."
ABOUT_SETTLED = (
    "Nobody's own verdict was changed by settling. What was settled counts until one of the verdicts changes."
)


def about_fingerprints(contents: Contents) -> str:
    """What the two hashes cover, so that anybody can compute them."""
    told = " that are told of here" if contents.classes else ""
    return (
        "Model fingerprint: SHA-256 over architecture, preprocessing, labels and weights. Image fingerprint: SHA-256 "
        f"over the lines “SHA-256 of the file, two spaces, relative path” of all explained images{told}, by path."
    )


def agreed(contents: Contents) -> tuple[str, ...]:
    """How far reviewers agree, in sentences; empty where no two judged the same explanation."""
    found = agreement(contents)
    if found is None:
        return ()
    apart = found.settled + found.decided + found.open
    told = [f"All who judged it gave the same verdict for {found.same}; counted are explanations with two or more."]
    if apart:
        told.append(
            f"Of the {count(apart, 'explanation')} on which they differ, {found.settled:,} {_were(found.settled)} "
            f"settled and {found.decided:,} decided by more than half; {found.open:,} {_are(found.open)} open and "
            "count in no rate."
        )
    alpha = found.alpha
    if alpha.value is None:
        told.append(alpha.why)
    else:
        between = "" if alpha.low is None else f" ({alpha.low:.2f} to {alpha.high:.2f})"
        told.append(
            f"Krippendorff's alpha is {alpha.value:.2f}{between}: 1 is full agreement, 0 what chance alone would bring."
        )
    return tuple(told)


def scope(report: Report) -> tuple[str, ...]:
    """What a reader must know before the first figure: what was left out, and under which names people go."""
    told = []
    if report.options.classes:
        told.append(
            f"Only explanations of {listed(report.options.classes)}. Images of other classes, and those that failed or "
            "wait, are not in the figures."
        )
    if report.options.pseudonyms:
        told.append(
            "People go by numbers. Comments are told as they were written, and with folder and file names they may "
            "still name people; so may the project, for whoever has it."
        )
    return tuple(told)


def limits(report: Report) -> tuple[str, ...]:
    """What this report cannot tell, a sentence or two each; of every method in it its own."""
    methods = {contents.run.method: method_of(contents.run.method) for contents in report.runs}
    hidden = f"{tokens.OVERLAY.threshold:.0%}".replace("%", "\u202f%")
    return (
        "A map shows which pixels this model's score leans on, for one class. It says nothing of other models, and "
        "nothing of why the world is so.",
        *(_caveat(method) for method in methods.values()),
        "Keep and drop are the class's score with only the mask's part of the image, and without it, over the score of "
        "the whole image. A model that looks at a stamp scores high on them too.",
        f"Each overlay has a scale of its own, written at its colour bar. Colours of two images do not compare. Below "
        f"{hidden} of it the image shows through, and the bar is empty.",
        "What resizing and cropping left out, the model has not seen; it is hatched or left untouched in the overlay.",
        "A verdict is a person's judgement. Intervals tell the uncertainty of a random sample, not that of the "
        "judgement.",
        "Many classes and reasons are looked at side by side; one of them will look conspicuous by chance.",
        *((what_ifs.CAVEAT,) if any(what_ifs.asked(contents) for contents in report.runs) else ()),
    )


def how_to_verify(report: Report) -> tuple[str, ...]:
    """What the heads are for, and what to type. The command's line is the last one."""
    some = report.sign_offs[0].head if report.sign_offs else report.heads[0].hash if report.heads else "HASH"
    return (
        "Every review is an event in a chain, and each event's hash covers the one before. Whoever keeps a hash from "
        "here can find out later whether the project's history still holds what it held then.",
        f"hansel verify {shlex.quote(report.project.name)} --head {some}",
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def method_of(name: str) -> dict[str, str]:
    """Title and caveat of a method, and the anchor of its caveat in a page."""
    anchor = "about-" + re.sub(r"[^a-z0-9-]", "-", name.lower())
    method = METHODS.get(name)
    if method is None:  # a project of a newer Hansel
        return {"title": name, "caveat": "This version of Hansel does not know the method.", "anchor": anchor}
    return {"title": method.title, "caveat": method.caveat, "anchor": anchor}


def about_methods(report: Report) -> dict[str, str]:
    """What ``limits`` says of each method -> the anchor that its name leads to."""
    methods = (method_of(contents.run.method) for contents in report.runs)
    return {_caveat(method): method["anchor"] for method in methods}


def _caveat(method: Mapping[str, str]) -> str:
    return f"{method['title']}: {method['caveat']}"


def _calls(name: str, gated: Sequence[tuple[int, int]]) -> str:
    """How many activation calls were given gates; the peer methods have none to give."""
    method = METHODS.get(name)
    if method is not None and method.kind == "peer":
        return ", ".join(f"{every} executed" for _, every in gated) or "–"
    return ", ".join(f"{some} of {every} given gates" for some, every in gated) or "–"


def value_of(value: Any) -> str:
    """A parameter in words; of a rule pack its hash, as its gates are in the project."""
    if isinstance(value, Mapping):
        return str(value.get("sha256", value))
    return f"{value:g}" if isinstance(value, float) else str(value)
