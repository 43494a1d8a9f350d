"""One explanation of a gallery in print: its pictures, and beside them what was said."""

from __future__ import annotations

from reportlab.platypus import Flowable, Table

from db.rows import RunRow
from reports import paper_parts as parts
from reports import what_ifs
from reports.contents import Entry
from reports.galleries import Card
from reports.paper_lines import OwnText, Text
from reports.paper_text import Setter
from reports.said import details, settling
from reports.words import percent, three_digits

COMMENT_MOST = 900  # characters; the rest is in the table
REGIONS_MOST = 12
WHAT_IFS_MOST = 6
PICTURES = 0.5  # of the page's width
PICTURE_NAME = parts.BODY.clone("name", fontSize=8.5, leading=11, spaceAfter=1)
LINE = parts.CELL.clone("line", spaceAfter=2)


def card_of(text: Setter, card: Card, run: RunRow) -> Flowable:
    """A row across the page; it breaks only where it is longer than one."""
    width = parts.WIDTH * PICTURES
    left: Flowable
    if card.pair is None:
        left = Text(text.safe(f"No picture. {card.missing}"), parts.SMALL)
    else:
        ends = three_digits(card.pair.low), three_digits(card.pair.high)
        left = parts.Pictures(card.pair, card.drawing, width, *ends)
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, 0), parts.HAIR, parts.LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("LEFTPADDING", (1, 0), (1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    cells = [[[left], _words(text, card, run)]]
    return Table(cells, [width, parts.WIDTH - width], style=style, hAlign="LEFT", splitInRow=1)


def _words(text: Setter, card: Card, run: RunRow) -> list[Flowable]:
    made, entry = card.entry.explanation, card.entry
    assert made is not None
    evidence = made.evidence
    said: list[Flowable] = [
        Text(f"<b>{text.safe(made.relative)}</b>", PICTURE_NAME),
        Text(f"<b>{text.safe(run.labels[made.prediction])}</b> {text.safe(_prediction(entry, run))}", LINE),
        Text(
            f"keep {three_digits(evidence.keep)} · drop {three_digits(evidence.drop)} · area "
            f"{three_digits(evidence.area)} · Gini {three_digits(evidence.gini)}",
            parts.SMALL,
        ),
    ]
    for review in entry.reviews:
        more = f" · {details(review)}" if details(review) else ""
        assert review.verdict is not None
        said.append(Text(f"{parts.chip(review.verdict)} {text.safe(review.reviewer + more)}", LINE))
        comment = review.comment.strip()
        if len(comment) > COMMENT_MOST:
            comment = comment[:COMMENT_MOST] + " … (in full in the .csv)"
        if comment:
            said.append(OwnText(text.safe(comment), parts.SMALL))
    if entry.settled is not None:
        said.append(Text(text.safe(settling(entry.settled, holds=entry.settling_holds)), LINE))
    said += [Text(text.safe(what_ifs.line(one, run.labels)), parts.SMALL) for one in entry.what_ifs[:WHAT_IFS_MOST]]
    if len(entry.what_ifs) > WHAT_IFS_MOST:
        said.append(Text(f"and {len(entry.what_ifs) - WHAT_IFS_MOST:,} more what-ifs", parts.SMALL))
    outlines = card.drawing.outlines if card.drawing else ()
    for one in outlines[:REGIONS_MOST]:
        words = f"{one.mark} {one.shape} · {one.reviewer}"
        said.append(Text(f"<b>{one.label}</b> {text.safe(words)}", parts.SMALL))
    if len(outlines) > REGIONS_MOST:
        said.append(Text(f"and {len(outlines) - REGIONS_MOST:,} more regions", parts.SMALL))
    return said


def _prediction(entry: Entry, run: RunRow) -> str:
    made = entry.explanation
    assert made is not None
    words = percent(made.probability)
    if entry.right is not None:
        words += " · right" if entry.right else f" · wrong, true: {run.labels[entry.truth or 0]}"
    if made.target != made.prediction:
        words += f" · explained: {run.labels[made.target]} {percent(made.target_probability)}"
    return words
