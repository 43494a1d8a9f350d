"""The main job by commands, in one process: ``python commands.py MODEL IMAGES HOME``. Ends with the first bad code."""

import sys
from pathlib import Path

from cli.main import main

model, images, home = map(Path, sys.argv[1:])
project = home / "done.hansel"
a_picture = next(images.rglob("*.png"))
for words in (
    ("audit", images, "--model", model, "--project", project, "--steps", 2, "--evidence", "sample:1", "--trust-code"),
    ("report", project, "--out", home / "report.html"),
    ("report", project, "--out", home / "report.csv"),
    ("check", model, images, "--trust-code"),
    ("explain", a_picture, "--model", model, "--out", home / "explained", "--steps", 2, "--trust-code"),
):
    sys.argv = ["hansel", *map(str, words)]
    code = main()
    if code:
        sys.exit(f"hansel {words[0]} ended with {code}")
