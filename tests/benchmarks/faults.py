"""Does the record survive faults: ``python -m tests.benchmarks.faults [--rounds 200] [--seed N] [--only NAME]``.

kills: a process audits and reviews one project at once and is killed (SIGKILL) at a random moment: while it makes,
opens or upgrades the project, begins a run, works, or closes. Then the database, the maps and the journal are read with
sqlite3, hashlib and json alone, and compared with what the process had told as done. Five kills in the life of a
project, then the run goes on to its end; every tenth project is audited by the real engine. Killing a process is not a
power cut: what the disk itself forgets is not tried here.

The other names are faults of the environment, one each: full-disk, read-only, clock, two, maps, flips. What this
machine does not allow (mounting a small disk) is left out with a word. Ends with code 1 if anything is lost or wrong.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import fault_cases, fault_flips, fault_rounds
from tests.benchmarks.fault_cases import Case, Skipped

CASES: dict[str, Callable[[Case], None]] = {
    "full-disk": fault_cases.full_disk,
    "read-only": fault_cases.read_only,
    "clock": fault_cases.clock,
    "two": fault_cases.two,
    "maps": fault_cases.maps,
    "flips": fault_flips.flips,
}
MOST_TOLD = 20


def kills(rounds: int, seed: int, scratch: Path) -> bool:
    started = time.monotonic()
    tally = fault_rounds.rounds(rounds, seed, scratch)
    seconds = time.monotonic() - started
    print(f"kills: {tally.rounds} in the lives of {tally.lives} projects", flush=True)
    for name, value in (
        *((f"  while {phase}", n) for phase, n in sorted(tally.phases.items())),
        ("  too late, not counted", tally.too_late),
        ("told reviews checked", tally.reviews),
        ("told explanations checked", tally.explanations),
        ("examinations", tally.examinations),
        ("events looked at", tally.events),
        ("lost", tally.lost),
        ("otherwise wrong", len(tally.wrong)),
        ("seconds a round, all in all", f"{seconds / max(1, tally.rounds):.2f}"),
    ):
        print(f"  {name:<30}{value:>10}" if isinstance(value, str) else f"  {name:<30}{value:>10,}")
    for words in tally.wrong[:MOST_TOLD]:
        print(f"  WRONG {words}")
    return not tally.lost and not tally.wrong


def case_of(name: str, seed: int, scratch: Path) -> bool:
    case = Case(name, scratch, seed)
    print(f"{name}: {(CASES[name].__doc__ or '').splitlines()[0]}", flush=True)
    try:
        CASES[name](case)
    except Skipped as reason:
        case.see(True, f"left out: {reason}")
    for good, words in case.checks:
        print(f"  {'ok   ' if good else 'WRONG'} {words}", flush=True)
    return all(good for good, _ in case.checks)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=200, help="how often a process is killed")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", choices=("kills", *CASES), action="append", help="may be given several times")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    logging.disable(logging.ERROR)  # what goes to the user's log here is what this command provokes
    print(f"seed {wanted.seed}", flush=True)
    good = True
    for name in wanted.only or ("kills", *CASES):
        with tempfile.TemporaryDirectory(prefix="hansel-faults-") as scratch:
            if name == "kills":
                good &= kills(wanted.rounds, wanted.seed, Path(scratch))
            else:
                good &= case_of(name, wanted.seed, Path(scratch))
    print("nothing is lost" if good else "SOMETHING IS WRONG")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
