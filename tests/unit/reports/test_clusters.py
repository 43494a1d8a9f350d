"""Named clusters in a report: page, paper and JSON say the same of them, counted by hand; none is said plainly."""

from __future__ import annotations

import base64
import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

import reports
from db import clusters, together
from db.clusters import Found
from db.store import Store
from reports.clusters import NONE
from tests.unit.reports.test_figures import valid
from tests.unit.reports.test_page import Seen
from tests.unit.reports.test_paper import words_of
from tests.unit.reports.test_settled import number

FLAWED = "cat/=HYPERLINK(1).png"
MEAN = ((0.0, 0.25), (0.75, 0.0))
FIGURES = {"area": 0.25, "elsewhere": 0.1, "separation": 0.8, "stability": 0.9}


def name(project: Store, text: str = "<b>tag</b>", who: str = "ana") -> clusters.Named:
    """Of the class cat: one that ana calls sound, one flawed, and one on which ana and ben differ."""
    members = tuple(number(project, one) for one in (FLAWED, "cat/a.png", "cat/<b>bold</b>&.png"))
    return clusters.name(project, 1, who, text, Found(0, members, (0.1, 0.2, 0.3), MEAN, 3, FIGURES)).result()


def page(project: Store, out: Path, options: reports.Options = reports.Options()) -> str:  # noqa: B008
    reports.write(project, out, options, force=True)
    return " ".join(" ".join(Seen(out.read_text("utf-8")).words).split()).replace("\u202f", " ")


def test_the_page_tells_of_it_with_its_pictures(project: Store, tmp_path: Path) -> None:
    project.change(number(project, FLAWED), "ana", {"reasons": {"stamp-or-text": True}}).result()
    name(project)
    text = page(project, tmp_path / "out.html")
    # One flawed of two: Wilson 9.5 % to 90.5 %
    for said in (
        "<b>tag</b> · cat", "3 maps of 3 that explain cat (100.0 %).",
        "Flawed are 50.0 % (9.5 % to 90.5 %; 1 of 2). 1 unsure.", "Its flags say: Stamp or text 1.",
        "Half of the energy of its mean map lies on 25.0 % of the picture", "Named by ana, ", "a question to people",
    ):  # fmt: skip
        assert said in text, said
    assert NONE not in text
    html = (tmp_path / "out.html").read_text("utf-8")
    assert "<b>tag</b>" not in html
    part = html[html.index('id="run-1-patterns"') : html.index('id="run-1-gallery-1"')]
    addresses = [one for one in Seen(part).addresses if one.startswith("data:image/")]
    assert len(addresses) == 4  # the mean map and three members
    mean = Image.open(io.BytesIO(base64.b64decode(addresses[0].partition(",")[2]))).convert("L")
    cells = [mean.getpixel(at) for at in ((48, 48), (144, 48), (48, 144), (144, 144))]
    assert cells[0] == cells[3] < cells[1] < cells[2]
    assert '<a href="#run-1-patterns">Patterns</a>' in html


def test_without_a_named_cluster_that_is_said(project: Store, tmp_path: Path) -> None:
    assert NONE in page(project, tmp_path / "out.html")
    reports.write(project, tmp_path / "out.json")
    assert valid(tmp_path / "out.json")["runs"][0]["patterns"] == []
    one = name(project)
    clusters.forget(project, one.uuid, "ben").result()
    assert NONE in page(project, tmp_path / "out.html")


def test_without_pictures_the_mean_map_stays(project: Store, tmp_path: Path) -> None:
    name(project)
    page(project, tmp_path / "out.html", reports.Options(gallery=0))
    html = (tmp_path / "out.html").read_text("utf-8")
    part = html[html.index('id="run-1-patterns"') : html.index('id="run-1-coverage"')]
    assert len([one for one in Seen(part).addresses if one.startswith("data:image/")]) == 1


def test_flags_given_as_a_whole_are_said_to_be(project: Store, tmp_path: Path) -> None:
    one = name(project)
    together.flag(project, one.members, "eve", ("stamp-or-text",), "tag").result()
    text = page(project, tmp_path / "out.html", reports.Options(reviewers=("eve",)))
    assert NONE in text  # ana's name is not told where only eve's word counts
    reports.write(project, tmp_path / "out.json", reports.Options(reviewers=("eve", "ana")))
    (found,) = valid(tmp_path / "out.json")["runs"][0]["patterns"]
    # HYPERLINK and bold: ana and eve say flawed; a.png: they differ
    assert (found["flawed"]["hits"], found["flawed"]["n"], found["unsure"]) == (2, 2, 1)
    assert found["flagged_as_a_whole"] == 0
    for which in one.members:
        project.set_verdict(which, "ana", None).result()
    reports.write(project, tmp_path / "out.json", reports.Options(reviewers=("eve", "ana")), force=True)
    (found,) = valid(tmp_path / "out.json")["runs"][0]["patterns"]
    assert (found["flawed"]["hits"], found["flagged_as_a_whole"]) == (3, 3)
    text = page(project, tmp_path / "out.html", reports.Options(reviewers=("eve", "ana")))
    assert "3 of the flawed ones were flagged as a whole: nobody need have looked at each." in text
    project.undo("eve").result()
    project.redo("eve").result()
    assert len(together.as_a_whole(project, 1)) == 3
    project.change(one.members[0], "eve", {"comment": "looked at"}).result()
    assert len(together.as_a_whole(project, 1)) == 2


def test_json_has_all_of_it_under_pseudonyms(project: Store, tmp_path: Path) -> None:
    one = name(project, who="ben")
    clusters.rename(project, one.uuid, "ana", "watermark").result()
    reports.write(project, tmp_path / "out.json", reports.Options(pseudonyms=True))
    (found,) = valid(tmp_path / "out.json")["runs"][0]["patterns"]
    assert (found["name"], found["class"], found["n"], found["of_class"]) == ("watermark", "cat", 3, 3)
    assert (found["by"], found["name_by"]) == ("reviewer 2", "reviewer 1")
    assert found["members"] == [FLAWED, "cat/a.png", "cat/<b>bold</b>&.png"]
    assert found["mean"] == [list(row) for row in MEAN]
    assert found["figures"]["separation"] == 0.8
    reports.write(project, tmp_path / "out.json", reports.Options(classes=("dog",)), force=True)
    assert valid(tmp_path / "out.json")["runs"][0]["patterns"] == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's tools are not installed")
def test_paper_tells_the_same(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "none.pdf")
    assert "No cluster of maps was named in this run." in words_of(tmp_path / "none.pdf")
    name(project)
    reports.write(project, tmp_path / "out.pdf")
    words = words_of(tmp_path / "out.pdf")
    for said in ("<b>tag</b> · cat", "3 maps of 3 that explain cat", "Named by ana", "Left: the mean map."):
        assert said in words, said
