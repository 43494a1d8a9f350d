"""The report as one HTML file: no script, nothing fetched, good on paper."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from db.store import Store
from reports import clusters, pictures, telling, what_ifs
from reports.breakdown import SHOWN, by_class, by_reason
from reports.contents import Contents, Report
from reports.galleries import galleries
from reports.options import Watch, unwatched
from reports.regions import COLOURS
from reports.said import details, settling
from reports.visible import visible
from reports.words import moment, percent, three_digits
from resources import tokens

FAILURES_MOST = 200
SETTLED_MOST = 200


def render(report: Report, store: Store, watch: Watch = unwatched) -> bytes:
    """The whole page, UTF-8. Pictures are read from the images' folder and the project."""
    text = (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            parts=[_part(contents, store, report.options.gallery, watch) for contents in report.runs],
            several=len(report.runs) > 1,
            scope=telling.scope(report),
            limits=telling.limits(report),
            about_methods=telling.about_methods(report),
            verifying=telling.how_to_verify(report),
            bars={signed: pictures.colour_bar_uri(signed) for signed in (False, True)},
            about_settled=telling.ABOUT_SETTLED,
            patterns=clusters,
            tokens=tokens,
            region_colours=COLOURS,
        )
    )
    watch(0, 0, "writing")
    return text.encode("utf-8", "backslashreplace")


def _part(contents: Contents, store: Store, most: int, watch: Watch) -> dict[str, Any]:
    """What the template needs of one run."""
    classes, reasons = by_class(contents), by_reason(contents)
    return {
        "contents": contents,
        "run": contents.run,
        "id": f"run-{contents.run.run_id}",
        "method": telling.method_of(contents.run.method),
        "sentences": telling.summary(contents),
        "numbers": telling.key_figures(contents),
        "facts": telling.facts(contents),
        "coverage": telling.coverage(contents),
        "agreed": telling.agreed(contents),
        "cross": contents.cross_table(),
        "about_cross": telling.about_cross(contents),
        "about_fingerprints": telling.about_fingerprints(contents),
        "trends": [
            ("Class", "classes", telling.ABOUT_CLASSES, classes[:SHOWN], len(classes) - SHOWN),
            ("Reason", "reasons", telling.ABOUT_REASONS, reasons[:SHOWN], len(reasons) - SHOWN),
        ],
        "clusters": clusters.cards(contents, store, members=most > 0),
        "galleries": galleries(contents, store, most, watch),
        "failures": contents.failed[:FAILURES_MOST],
        "failures_left": max(0, len(contents.failed) - FAILURES_MOST),
        "settled": contents.settled[:SETTLED_MOST],
        "settled_left": max(0, len(contents.settled) - SETTLED_MOST),
    }


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("resources", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "digits": three_digits, "percent": percent, "interval": telling.interval, "visible": visible,
        "details": details, "moment": moment, "uri": pictures.jpeg_uri, "png": pictures.png_uri,
        "what_if": what_ifs.line,
        "settling": lambda entry: settling(entry.settled, holds=entry.settling_holds),
    }  # fmt: skip
    return environment
