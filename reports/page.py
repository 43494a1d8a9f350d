"""The run as one HTML file: no script, nothing fetched, good on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from db.rows import VERDICTS
from db.store import Store
from engine.methods import METHODS
from reports import pictures
from reports.contents import DIFFER, Contents, Entry
from reports.rates import Rate
from reports.regions import COLOURS, Drawing, drawing
from reports.said import counted, details, settling, verdicts_of
from reports.visible import visible
from reports.words import count, duration, moment, percent, three_digits
from resources import tokens

GALLERY_MOST = 60
SAMPLE_MOST = 24
FAILURES_MOST = 200
SETTLED_MOST = 200


@dataclass(frozen=True, slots=True)
class Card:
    """One explanation in a gallery. Exactly one of `pair` and `missing` is set. drawing: the regions, if any."""

    entry: Entry
    pair: pictures.Pair | None
    missing: str
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Gallery:
    """Some explanations out of `total`, with a heading and what to know of the choice."""

    title: str
    about: str
    cards: tuple[Card, ...]
    total: int


def render(contents: Contents, store: Store) -> bytes:
    """The whole page, UTF-8. Pictures are read from the images' folder and the project."""
    run = contents.run
    galleries_shown = galleries(contents, store)
    kinds = {card.pair.low < 0 for gallery in galleries_shown for card in gallery.cards if card.pair}
    text = (
        _environment()
        .get_template("report.html")
        .render(
            run=run,
            contents=contents,
            method=_method(run.method),
            sentences=summary(contents),
            numbers=key_figures(contents),
            facts=facts(contents),
            cross=contents.cross_table(),
            galleries=galleries_shown,
            bars={signed: pictures.colour_bar_uri(signed) for signed in kinds},
            failures=contents.failed[:FAILURES_MOST],
            failures_left=max(0, len(contents.failed) - FAILURES_MOST),
            tokens=tokens,
            side_px=pictures.SIDE_PX,
            region_colours=COLOURS,
            counted=counted(contents.only),
            verdicts_of=verdicts_of(contents.only),
            settled=contents.settled[:SETTLED_MOST],
            settled_left=max(0, len(contents.settled) - SETTLED_MOST),
        )
    )
    return text.encode("utf-8", "backslashreplace")


def summary(contents: Contents) -> tuple[str, ...]:
    """What was found, in sentences: the figures that matter with their intervals, and what they do not say."""
    run, explained = contents.run, contents.explained
    version = f" {run.model_version}" if run.model_version else ""
    told = [
        f"{count(run.total, 'image')} of {run.folder} went to the model {run.model_name}{version}. "
        f"{count(len(explained), 'image has', 'images have')} an explanation"
        + (f", {len(contents.failed):,} could not be explained" if contents.failed else "")
        + (f", {contents.waiting:,} are still to come" if contents.waiting else "")
        + "."
    ]
    if contents.accuracy:
        told.append(f"The prediction is the true class for {contents.accuracy}.")
    if not contents.reviewed:
        nobody = "Nobody has" if contents.only is None else f"{contents.only} has not"
        told.append(f"{nobody} reviewed an explanation yet: this report tells what was computed, not what was judged.")
        return tuple(told)
    judged = contents.flawed_rate
    who = count(len(contents.reviewers), "reviewer") if contents.only is None else contents.only
    told.append(
        f"{len(contents.reviewed):,} of {count(len(explained), 'explanation')} were reviewed by {who}. "
        f"Flawed are {judged}. {counted(contents.only)}"
    )
    told += _disagreements(contents)
    right = [row for row in contents.cross_table() if row.title == "Prediction right" and row.flawed_rate.n]
    if right:
        told.append(f"Among the right predictions, the explanation is flawed for {right[0].flawed_rate}.")
    if len(contents.reviewed) < len(explained):
        told.append("The intervals hold for the whole folder only if the reviewed images were drawn at random.")
    return tuple(told)


def _disagreements(contents: Contents) -> list[str]:
    """What became of disagreements between reviewers, a sentence for each kind that there is."""
    told = []
    holding = [entry for entry in contents.settled if entry.settling_holds]
    if holding:
        as_what = Counter(entry.verdict for entry in holding)
        parts = ", ".join(f"{as_what[verdict]:,} as {verdict}" for verdict in VERDICTS if as_what[verdict])
        told.append(f"{count(len(holding), 'disagreement')} between reviewers {_was(holding)} settled: {parts}.")
    if lost := [entry for entry in contents.settled if not entry.settling_holds]:
        told.append(
            f"{count(len(lost), 'more disagreement' if holding else 'disagreement')} {_was(lost)} settled, but "
            "verdicts have changed since, so that it no longer holds."
        )
    if differ := contents.with_verdict(DIFFER):
        told.append(f"The verdicts differ on {count(len(differ), 'explanation')} without a majority or a settling.")
    return told


def _was(some: Sequence[Entry]) -> str:
    return "was" if len(some) == 1 else "were"


def key_figures(contents: Contents) -> tuple[tuple[str, str, str], ...]:
    """(figure, what it is, its interval or what it is of)."""
    explained, total = len(contents.explained), contents.run.total
    figures = [(f"{explained:,}", "explained", f"of {count(total, 'image')}")]
    figures.append((f"{len(contents.reviewed):,}", "reviewed", f"of {count(explained, 'explanation')}"))
    flawed, right = contents.flawed_rate, contents.accuracy
    if flawed.n:
        figures.append((percent(flawed.share), "flawed", f"{interval(flawed)}; {verdicts_of(contents.only)}"))
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
        ("Method", _method(run.method)["title"]),
        ("Parameters", "; ".join(f"{name} = {_value(value)}" for name, value in run.parameters.items())),
        ("Seed", str(run.seed)),
        ("Batch size", str(run.batch_size)),
        ("Activation calls", _calls(run.method, gated)),
        ("Device", run.device),
        ("Versions", ", ".join(f"{name} {version}" for name, version in run.versions.items())),
        ("Run", f"{run.run_id} ({run.uuid}), {run.state}, {moment(run.created_at)}{ended}"),
        ("Computing time", duration(seconds)),
        ("Project", str(contents.project)),
    )


def galleries(contents: Contents, store: Store) -> tuple[Gallery, ...]:
    """The flawed explanations; those that reviewers differ on; those settled as something else than flawed; without any
    review, a sample spread over the folder."""
    shown = []
    kinds = (
        ("Flawed explanations", contents.with_verdict("flawed")),
        ("Where reviewers differ", contents.with_verdict(DIFFER)),
        ("Settled as sound or unsure", _settled_otherwise(contents)),
    )
    for title, entries in kinds:
        if entries:
            chosen = spread(entries, GALLERY_MOST)
            about = "" if len(chosen) == len(entries) else f"{len(entries) - len(chosen):,} more are not shown."
            shown.append(Gallery(title, about, _cards(chosen, store), len(entries)))
    if not contents.reviewed and contents.explained:
        chosen = spread(contents.explained, SAMPLE_MOST)
        about = f"{len(chosen):,} of {len(contents.explained):,}, spread evenly over the folder; none is judged."
        shown.append(Gallery("A sample, not reviewed", about, _cards(chosen, store), len(contents.explained)))
    return tuple(shown)


def _settled_otherwise(contents: Contents) -> tuple[Entry, ...]:
    return tuple(entry for entry in contents.settled if entry.settling_holds and entry.verdict != "flawed")


def spread(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """At most so many of the entries, evenly spread over them, in their order."""
    if len(entries) <= most:
        return tuple(entries)
    return tuple(entries[place * len(entries) // most] for place in range(most))


def _cards(entries: Sequence[Entry], store: Store) -> tuple[Card, ...]:
    cards = []
    for entry in entries:
        if entry.explanation is None:
            continue
        made = pictures.pair(store, entry.explanation)
        marked = drawing(entry.reviews, entry.explanation.geometry.image_width, entry.explanation.geometry.image_height)
        pair, missing = (None, made) if isinstance(made, str) else (made, "")
        cards.append(Card(entry, pair, missing, marked))
    return tuple(cards)


def _method(name: str) -> dict[str, str]:
    method = METHODS.get(name)
    if method is None:  # a project of a newer Hansel
        return {"title": name, "caveat": "This version of Hansel does not know the method."}
    return {"title": method.title, "caveat": method.caveat}


def _calls(name: str, gated: Sequence[tuple[int, int]]) -> str:
    """How many activation calls were given gates; the peer methods have none to give."""
    method = METHODS.get(name)
    if method is not None and method.kind == "peer":
        return ", ".join(f"{every} executed" for _, every in gated) or "–"
    return ", ".join(f"{some} of {every} given gates" for some, every in gated) or "–"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):  # of a rule pack the hash: its gates are in the project
        return str(value.get("sha256", value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("resources", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "digits": three_digits, "percent": percent, "interval": interval, "visible": visible,
        "details": details, "moment": moment,
        "settling": lambda entry: settling(entry.settled, holds=entry.settling_holds),
    }  # fmt: skip
    return environment
