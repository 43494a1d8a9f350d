"""The page of a report for those who read it otherwise: axe-core looks at it in a browser, in both colour schemes.

axe.min.js comes with the package axe-playwright-python, of which only this file is used. It runs in a copy of the page
that allows scripts; the report itself allows none.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import reports
from db import settling
from db.store import Store
from tests.e2e.conftest import Command

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
GRAVE = ("serious", "critical")
SCHEMES = {"dark": 0, "light": 1}  # as Blink numbers them
RUN = """
<script>%s</script>
<script>
axe.run(document, {runOnly: %s, resultTypes: ["violations", "incomplete"]}).then(found => {
  const kept = one => ({id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.map(node => node.html)});
  const said = {violations: found.violations.map(kept), passes: found.passes.length};
  const place = document.createElement("pre");
  place.id = "axe";
  place.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(said))));
  document.body.append(place);
});
</script>
"""


@pytest.fixture(scope="module")
def axe() -> str:
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or not package.submodule_search_locations:
        pytest.skip("axe-playwright-python, which brings axe-core, is not installed")
    return (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


@pytest.fixture
def told(hansel: Command, audited: Path, model: Path, tmp_path: Path) -> Store:
    """A project of two runs in which there is something for every part of a report."""
    copy = tmp_path / "told.hansel"
    shutil.copytree(audited / "done.hansel", copy, ignore=shutil.ignore_patterns(".lock"))
    again = ("--method", "deconvnet", "--project", copy, "--trust-code")
    assert hansel("audit", audited / "images", "--model", model, *again).code == 0
    store = Store.open(copy)
    ids = [item.explanation_id for item in store.items(1, "") if item.explanation_id is not None]
    box = {"mark": "spurious", "shape": "box", "points": [2, 2, 20, 20]}
    missed = {"mark": "missed", "shape": "box", "points": [8, 8, 26, 26]}
    flawed = {"verdict": "flawed", "reasons": {"background": True}, "severity": 2, "comment": "the ground"}
    store.change(ids[0], "ana", {**flawed, "regions": {"r": box, "s": missed}}).result()
    for which, (one, other) in zip(ids[1:], (("sound", "sound"), ("flawed", "sound"), ("unsure", "unsure")),
                                   strict=False):  # fmt: skip
        store.set_verdict(which, "ana", one).result()  # type: ignore[arg-type]
        store.set_verdict(which, "ben", other).result()  # type: ignore[arg-type]
    settling.settle(store, ids[2], "ana", "flawed").result()
    store.sign_off(1, "ana").result()
    return store


def looked_at(page: Path, axe: str, browser: str, scheme: str) -> dict[str, Any]:
    """What axe finds in a page."""
    text = page.read_text("utf-8")
    free, allowed = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert allowed == 1
    copy = page.with_name(f"{page.stem}-{scheme}.html")
    script = RUN % (axe.replace("</script", "<\\/script"), json.dumps(RULES))
    copy.write_text(free.replace("</body>", f"{script}</body>"), "utf-8")
    options = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1600",
        f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}", "--virtual-time-budget=60000",
        f"--user-data-dir={page.parent}/browser-{page.stem}-{scheme}", "--dump-dom", copy.as_uri(),
    )  # fmt: skip
    ran = subprocess.run([browser, *options], capture_output=True, text=True, timeout=120, check=True)
    said = re.search(r'<pre id="axe">([\w+/=]+)</pre>', ran.stdout)
    assert said is not None, ran.stdout[-2000:]
    found: dict[str, Any] = json.loads(base64.b64decode(said[1]))
    return found


def in_words(violations: list[dict[str, Any]]) -> str:
    """What is wrong, and where."""
    said = []
    for one in violations:
        said += [f"{one['impact']} {one['id']}: {one['help']}", *(f"  {html[:200]}" for html in one["nodes"])]
    return "\n".join(said)


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("kind", ["one", "several"])
def test_axe_finds_nothing_that_keeps_a_reader_out(
    told: Store, axe: str, browser: str, tmp_path: Path, kind: str, scheme: str
) -> None:
    with told:
        every = tuple(run.run_id for run in told.runs())
        assert len(every) == 2
        runs = every[:1] if kind == "one" else every
        page = tmp_path / f"{kind}.html"
        reports.write(told, page, reports.Options(runs, pseudonyms=kind == "several"))
    found = looked_at(page, axe, browser, scheme)
    assert found["passes"] > 20  # it looked
    grave = [one for one in found["violations"] if one["impact"] in GRAVE]
    assert not grave, in_words(grave)
    assert not found["violations"], in_words(found["violations"])


def test_axe_sees_what_is_wrong(axe: str, browser: str, tmp_path: Path) -> None:
    """A page with faults, so that silence means something."""
    page = tmp_path / "faulty.html"
    page.write_text(
        '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="x"><title>f</title></head>'
        '<body><main><h1>a</h1><img src="data:,"><p style="color:#aaa;background:#fff">pale</p></main></body></html>'
    )
    found = {one["id"] for one in looked_at(page, axe, browser, "light")["violations"]}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= found
