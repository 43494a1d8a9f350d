"""Remembers, by content hash, which code files of models the user agreed to run on this computer."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from engine.model_spec import CodeFile, ModelError


def consent_file() -> Path:
    """Where it is remembered: one JSON file in the user's own configuration folder."""
    return Path(platformdirs.user_config_dir("hansel", appauthor=False)) / "trusted-code.json"


def is_trusted(sha256: str) -> bool:
    """Whether the user agreed to run the file with this hash. A damaged or foreign record trusts nothing."""
    return sha256 in _read()


def remember(files: Iterable[CodeFile]) -> None:
    """Record that the user agreed to run these files, as they are now.

    Raises:
        ModelError: the record cannot be written.
    """
    known = _read()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for file in files:
        known[file.sha256] = {"path": str(file.path), "agreed_at": now}
    target = consent_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".trusted-code-", suffix=".json")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(known, stream, indent=1)
            os.replace(draft, target)  # a crash leaves the old record or the new one, never half of one
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ModelError(
            f"Your consent could not be remembered in {target}: {error.strerror or error}. "
            "The model can still be used; the question will come again."
        ) from None


def _read() -> dict[str, Any]:
    try:
        known = json.loads(consent_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
