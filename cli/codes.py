"""Exit codes: done; bad arguments, model or project; could not go on; looked at, and not alike; cancelled."""

DONE = 0
WRONG = 2
STOPPED = 3
# What was looked at is not as kept: rerun's map differs beyond rounding, or verify found something off.
DIFFERS = 4
CANCELLED = 130
