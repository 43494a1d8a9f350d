"""The main job by commands, in one process: ``python commands.py MODEL IMAGES HOME``. Ends with the first bad code."""

import sys
from pathlib import Path

from cli.main import main
from db.store import Store


def hansel(*words: object) -> None:
    sys.argv = ["hansel", *map(str, words)]
    code = main()
    if code:
        sys.exit(f"hansel {words} ended with {code}")


model, images, home = map(Path, sys.argv[1:])
project = home / "done.hansel"
a_picture = next(images.rglob("*.png"))
hansel("audit", images, "--model", model, "--project", project, "--steps", 2, "--evidence", "sample:1", "--trust-code")
with Store.open(project) as store:
    store.set_verdict(1, "ann", "flawed").result()
hansel("report", project, "--out", home / "report.html")
hansel("report", project, "--out", home / "report.csv")
hansel("trends", project)
hansel("agreement", project, "--json")
hansel("check", model, images, "--trust-code")
hansel("explain", a_picture, "--model", model, "--out", home / "explained", "--steps", 2, "--trust-code")
hansel("rerun", project, "--explanation", 1, "--trust-code")
hansel("verify", project)
hansel("restore", project, "--yes")
hansel("bundle", "export", project, "--out", home / "bundle.zip", "--run", 1, "--maps")
hansel("bundle", "merge", project, home / "bundle.zip")
hansel("reviews", "export", project, "--out", home / "reviews.jsonl")
hansel("reviews", "import", project, home / "reviews.jsonl")
