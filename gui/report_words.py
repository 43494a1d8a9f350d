"""The words of a report that is to be written: its kinds, and what it comes to."""

from __future__ import annotations

from db.extent import Extent
from gui.report_choice import PICTURED, ReportChoice
from gui.words import count, images, later, plural, tr

# The kinds of report, as reports.KINDS has them, by what they are for.
KINDS = {
    ".html": later("Page to read or print"),
    ".pdf": later("The same on paper"),
    ".csv": later("Table for a spreadsheet"),
    ".jsonl": later("One explanation a line, with its reviews"),
    ".coco.json": later("Regions as COCO annotations"),
    ".json": later("Everything that is counted"),
}


def told(choice: ReportChoice, found: Extent) -> str:
    """ "200 explanations of 2 runs, 31 of them reviewed." """
    if not found.explained:
        return tr("Nothing of this is explained: the report would be empty.")
    what = plural(found.explained, "1 explanation", "{n} explanations")
    runs = plural(max(1, len(choice.runs)), "1 run", "{n} runs")
    if not found.reviewed:
        said = tr("{explanations} of {runs}, none of them reviewed.")
    else:
        said = tr("{explanations} of {runs}, {n} of them reviewed.")
    return said.format(explanations=what, runs=runs, n=count(found.reviewed))


def told_more(choice: ReportChoice, found: Extent) -> str:
    """What else is in it, and what is left out."""
    said = []
    if choice.classes:
        said.append(plural(len(choice.classes), "Of 1 class only.", "Of {n} classes only."))
    if choice.reviewers:
        said.append(plural(len(choice.reviewers), "Of 1 reviewer only.", "Of {n} reviewers only."))
    if found.failed:
        said.append(tr("{images} could not be explained, and are named.").format(images=images(found.failed)))
    if found.signed:
        said.append(plural(found.signed, "1 sign-off.", "{n} sign-offs."))
    if choice.kind == ".coco.json":
        said.append(tr("Only what reviewers marked, on images with a verdict."))
    elif choice.kind not in PICTURED:
        said.append(tr("Without pictures."))
    return " ".join(said)


def unseen(hidden: int) -> str:
    """What a blind reviewer would be told too early."""
    return plural(
        hidden,
        "This report shows what others said of 1 image that you have not judged.",
        "This report shows what others said of {n} images that you have not judged.",
    )


def kind_words(suffix: str) -> str:
    """A kind as Qt writes the filters of its file dialog."""
    return f"{tr(KINDS[suffix])} (*{suffix})"
