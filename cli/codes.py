"""Exit codes: done; bad arguments, model or project; could not go on; cancelled."""

DONE = 0
WRONG = 2
STOPPED = 3
CANCELLED = 130
