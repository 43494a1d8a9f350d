"""The main job in the window: ``python window.py MODEL IMAGES``: audit the folder, two verdicts, undo one, close."""

import sys
from pathlib import Path

from gui import app
from gui.screenshots import wait, wait_until
from gui.window import Window

model, images = map(Path, sys.argv[1:])
app.start_log()
app.application()
window = Window(device="cpu")
window.set_reviewer("ana")
window.show()
wait(100)
window.intake.trusted = model.resolve()
window.open_paths([images, model])
window.intake.choose_method("learned", 2)
wait_until(lambda: window.audits.model is not None, "the model")
window.intake.start_audit()
items = window.review.items
wait_until(lambda: items.in_state("explained") == 6 and not window.audits.running, "the end of the audit")
for place, verdict in ((0, "flawed"), (1, "sound")):
    window.review.list.go_to(place)
    window.review.judge(verdict)
    wait_until(lambda due=place + 1: items.reviewed() == due, "a verdict")
window.actions_["undo"].trigger()
wait_until(lambda: items.reviewed() == 1, "the undo")
window.close()
window.deleteLater()
wait(10)
