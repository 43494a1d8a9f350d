"""For all tests: the user's own settings, caches and consents stay out of reach, and torch shares the cores."""

import atexit
import os
import shutil
import tempfile

# Two cores and several processes: more threads than cores make torch many times slower.
os.environ.setdefault("OMP_NUM_THREADS", "1")

_home = tempfile.mkdtemp(prefix="hansel-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = os.path.join(_home, _name.lower())
