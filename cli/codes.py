"""Exit codes: done; bad arguments, model or project; could not go on; looked at, and not alike; cancelled."""

DONE = 0
WRONG = 2
STOPPED = 3
DIFFERS = 4  # only of hansel rerun: all was there, and the result made now is not the kept one, beyond rounding
CANCELLED = 130
