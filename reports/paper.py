"""The report as a PDF: the same as the page tells, set for paper, with its fonts in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, SimpleDocTemplate, Spacer

from db.store import Store
from reports import clusters, paper_clusters, telling
from reports import paper_parts as parts
from reports.breakdown import SHOWN, Slice, by_class, by_reason
from reports.contents import Contents, Report
from reports.galleries import Gallery, galleries
from reports.options import Watch, unwatched
from reports.paper_cards import card_of
from reports.paper_lines import Text
from reports.paper_text import PLAIN, Setter
from reports.rates import Rate
from reports.said import listed
from reports.words import moment, percent

rl_config.useA85 = 0  # binary streams: as text they are a quarter larger, and half of the time goes into spelling them
FAILURES_MOST = 200
SETTLED_MOST = 200
LACKING = (
    "The font in this file lacks some of the characters that names or comments are written with; they stand here as "
    "their codes, such as \\u72fc. The report as .html shows them."
)


def render(report: Report, store: Store, watch: Watch = unwatched) -> bytes:
    """The whole file. Pictures are read from the images' folder and the project."""
    text = Setter()
    story = _Story(text)
    several = len(report.runs) > 1
    _front(story, report)
    for contents in report.runs:
        if several:
            story.add(PageBreak())
            story.head(_name(contents), 0, parts.PART)
        found = clusters.cards(contents, store, members=report.options.gallery > 0)
        shown = galleries(contents, store, report.options.gallery, watch)
        _run(story, contents, 1 if several else 0, shown, found)
    _signed(story, report, several)
    story.head("What this report cannot tell", 0)
    for sentence in telling.limits(report):
        story.add(Text(text.safe(sentence), parts.BULLET, bulletText="•"))
    if text.lacked:
        story.add(Spacer(0, 6), Text(text.safe(LACKING), parts.SMALL))
    stream = io.BytesIO()
    title = f"{report.runs[0].run.model_name}: audit report"
    footer = text.plain(f"Hansel audit report · {report.project.name}")

    def foot(canvas: Canvas, document: Any) -> None:
        watch(document.page, 0, "pages")
        canvas.setFont(PLAIN, 6.5)
        canvas.setFillColor(parts.QUIET)
        canvas.drawString(parts.MARGIN, parts.MARGIN - 16, footer[:110])
        canvas.drawRightString(A4[0] - parts.MARGIN, parts.MARGIN - 16, str(document.page))

    document = SimpleDocTemplate(
        stream, pagesize=A4, leftMargin=parts.MARGIN, rightMargin=parts.MARGIN, topMargin=parts.MARGIN,
        bottomMargin=parts.MARGIN, title=text.plain(title), creator="Hansel", lang="en",
    )  # fmt: skip
    document.build(story.flowables, onFirstPage=foot, onLaterPages=foot)
    return stream.getvalue()


class _Story:
    """What is to be printed, from the first page on."""

    def __init__(self, text: Setter) -> None:
        self.text = text
        self.flowables: list[Flowable] = []

    def add(self, *some: Flowable) -> None:
        self.flowables += some

    def head(self, words: str, level: int, style: Any = parts.SECTION) -> None:
        self.add(CondPageBreak(80), parts.Heading(self.text.safe(words), style, self.text.plain(words), level))

    def say(self, words: str, style: Any = parts.BODY) -> None:
        self.add(Text(self.text.safe(words), style))


def _name(contents: Contents) -> str:
    run = contents.run
    return f"Run {run.run_id}: {run.model_name} {run.model_version}".strip() + f" · {_title(contents)}"


def _title(contents: Contents) -> str:
    return telling.method_of(contents.run.method)["title"]


def _front(story: _Story, report: Report) -> None:
    first = report.runs[0]
    several = len(report.runs) > 1
    which = "" if several else f" · run {first.run.run_id} · {moment(first.run.created_at)}"
    story.say(f"Hansel audit report{which}")
    name = f"{first.run.model_name} {first.run.model_version}".strip()
    title = f"{len(report.runs)} runs of {report.project.name}" if several else name
    story.add(parts.Heading(story.text.safe(title), parts.TITLE, story.text.plain(title), 0))
    if first.whose:
        story.say(
            f"Reviews of {listed(first.whose)} only. What others said, and what was settled with them, is left out; "
            "every rate counts these verdicts alone.",
            parts.SCOPE,
        )
    for sentence in telling.scope(report):
        story.say(sentence, parts.SCOPE)
    if several:
        rows = [
            (
                str(one.run.run_id), f"{one.run.model_name} {one.run.model_version}".strip(), _title(one),
                f"{len(one.explained):,}", f"{len(one.reviewed):,}", _rate(one.flawed_rate),
            )
            for one in report.runs
        ]  # fmt: skip
        heads = ("Run", "Model", "Method", "explained", "reviewed", "share flawed")
        story.add(parts.table(story.text, heads, rows, (0.5, 2, 2, 0.9, 0.9, 3.3)))
        story.say("Runs differ in more than the model where other images were reviewed in each.", parts.SMALL)


def _run(
    story: _Story, contents: Contents, level: int, shown: Sequence[Gallery], found: tuple[clusters.Card, ...]
) -> None:
    _figures(story, contents)
    for sentence in telling.summary(contents):
        story.say(sentence)
    _cross(story, contents, level)
    _trends(story, contents, level)
    if said := telling.agreed(contents):
        story.head("Agreement between reviewers", level)
        for sentence in said:
            story.say(sentence)
    story.head(clusters.TITLE + (f"  {len(found):,}" if found else ""), level)
    story.add(*paper_clusters.told(story.text, found))
    for gallery in shown:
        story.head(f"{gallery.title}  {gallery.total:,}", level)
        if gallery.about:
            story.say(gallery.about, parts.SMALL)
        for card in gallery.cards:
            story.add(card_of(story.text, card, contents.run))
    _settled(story, contents, level)
    if failed := contents.failed:
        story.head(f"Could not be explained  {len(failed):,}", level)
        rows = [(entry.item.relative, entry.item.reason or "") for entry in failed[:FAILURES_MOST]]
        story.add(parts.table(story.text, ("Image", "Reason"), rows, (1, 1)))
        _left(story, len(failed) - FAILURES_MOST, ".csv")
    story.head("Coverage", level)
    story.add(parts.facts(story.text, telling.coverage(contents)))
    story.head("What was audited", level)
    story.add(parts.facts(story.text, telling.facts(contents)), Spacer(0, 4))
    story.say(telling.about_fingerprints(contents), parts.SMALL)


def _figures(story: _Story, contents: Contents) -> None:
    """The figures that matter, side by side."""
    cells = [
        Text(
            f'<font size="14"><b>{story.text.safe(figure)}</b></font> {story.text.safe(title)}<br/>'
            f'<font size="7" color="{parts.QUIET.hexval().replace("0x", "#")}">{story.text.safe(about)}</font>',
            parts.CELL.clone("figure", leading=14),
        )
        for figure, title, about in telling.key_figures(contents)
    ]
    table = parts.table(story.text, (), [cells], [1] * len(cells))
    story.add(table, Spacer(0, 8))


def _rate(rate: Rate) -> str:
    return f"{percent(rate.share)}  ({telling.interval(rate)})" if rate.n else "n = 0"


def _cross(story: _Story, contents: Contents, level: int) -> None:
    cross = contents.cross_table()
    if not cross:
        return
    story.head("Prediction and explanation", level)
    story.say(telling.about_cross(contents), parts.SMALL)
    differ = contents.several
    heads = ["", "✓ sound", "⚑ flawed", "? unsure", *(["reviewers differ"] if differ else []), "not reviewed"]
    rows = []
    for row in cross:
        counts = [row.sound, row.flawed, row.unsure, *([row.differ] if differ else []), row.unreviewed]
        rows.append([row.title, *(f"{n:,}" for n in counts), _rate(row.flawed_rate)])
    widths = [1.6, *([0.95] * (len(heads) - 1)), 3.4]
    story.add(parts.table(story.text, [*heads, "share flawed"], rows, widths))


def _trends(story: _Story, contents: Contents, level: int) -> None:
    of_both: tuple[tuple[str, str, tuple[Slice, ...]], ...] = (
        ("Class", telling.ABOUT_CLASSES, by_class(contents)),
        ("Reason", telling.ABOUT_REASONS, by_reason(contents)),
    )
    for title, about, slices in of_both:
        if not slices:
            continue
        story.head(f"Flawed by {title.lower()}", level)
        story.say(about, parts.SMALL)
        wrong = slices[0].wrong_reason is not None
        rows: list[list[str | Flowable]] = []
        for one in slices[:SHOWN]:
            right = [f"{one.wrong_reason:,}"] if wrong else []
            line = parts.RateLine(one.flawed, parts.WIDTH * 0.2)
            rows.append([one.title, f"{one.flawed.hits:,}", *right, _rate(one.flawed), line])
        heads = (title, "flawed", *(["of these predicted right"] if wrong else []), "share", "")
        story.add(parts.table(story.text, heads, rows, (2, 0.8, *([1.3] if wrong else []), 3, 2)))
        _left(story, len(slices) - SHOWN, ".json")


def _settled(story: _Story, contents: Contents, level: int) -> None:
    settled = contents.settled
    if not settled:
        return
    story.head(f"Settled disagreements  {len(settled):,}", level)
    story.say(telling.ABOUT_SETTLED, parts.SMALL)
    rows: list[list[str | Flowable]] = []
    for entry in settled[:SETTLED_MOST]:
        one = entry.settled
        assert one is not None
        now = "; ".join(f"{review.reviewer}: {review.verdict}" for review in entry.reviews) or "no verdicts"
        said = "; ".join(f"{name}: {verdict}" for name, verdict in sorted(one.verdicts.items()))
        rows.append([
            entry.item.relative, Text(parts.chip(one.verdict), parts.CELL), one.reviewer, moment(one.at), said,
            "yes" if entry.settling_holds else f"no longer: now {now}",
        ])  # fmt: skip
    heads = ("Image", "Settled as", "By", "When", "What reviewers said", "Holds")
    story.add(parts.table(story.text, heads, rows, (2, 0.9, 1, 1.2, 1.6, 1.2)))
    _left(story, len(settled) - SETTLED_MOST, ".csv")


def _left(story: _Story, left: int, suffix: str) -> None:
    if left > 0:
        story.say(f"{left:,} more are in the file that hansel report … --out FILE{suffix} writes.", parts.SMALL)


def _signed(story: _Story, report: Report, several: bool) -> None:
    story.head("Sign-offs, and how to check this", 0)
    what, command = telling.how_to_verify(report)
    story.say(what, parts.SMALL)
    story.say(command, parts.CODE)
    story.add(Spacer(0, 4))
    if report.sign_offs:
        rows: list[list[str | Flowable]] = [
            [one.reviewer, str(one.run_id), moment(one.at), f"{one.since:,}", _code(story.text, one.head)]
            for one in report.sign_offs
        ]
        heads: tuple[str, ...] = ("Signed off by", "Run", "When", "Own events in it since", "Hash")
        story.add(parts.table(story.text, heads, rows, (1.6, 0.5, 1.4, 1, 3.2)), Spacer(0, 8))
    else:
        story.say(f"Nobody has signed off {'these runs' if several else 'this run'} yet.")
    if report.heads:
        rows = [
            [head.reviewer, head.device[:8], f"{head.events:,}", _code(story.text, head.hash)] for head in report.heads
        ]
        heads = ("Chain of", "On device", "Events", "Hash of the newest event")
        story.add(parts.table(story.text, heads, rows, (1.6, 1, 0.7, 4)))


def _code(text: Setter, value: str) -> Flowable:
    return Text(text.safe(value), parts.CODE)
