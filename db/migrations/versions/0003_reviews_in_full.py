"""Reviews in full (reasons, severity, comment, regions), sign-offs, ids for images, and narrow tables to list from.

review_events is made anew, which drops its triggers; they are made again at the end. Runs with foreign keys off, as
SQLite asks for when tables that others refer to are made anew; db/migrate.py checks them before the commit.
"""

import uuid

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BLOCK = 256

IMAGES = """
CREATE TABLE images_new (
  id INTEGER NOT NULL, uuid TEXT NOT NULL, root_id INTEGER NOT NULL, relative TEXT NOT NULL, sha256 TEXT,
  size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, width INTEGER, height INTEGER, true_label TEXT, truth TEXT,
  CONSTRAINT pk_images PRIMARY KEY (id),
  CONSTRAINT uq_images_uuid UNIQUE (uuid),
  CONSTRAINT fk_images_root_id FOREIGN KEY(root_id) REFERENCES roots (id)
)
"""

RUN_IMAGES = """
CREATE TABLE run_images_new (
  run_id INTEGER NOT NULL, position INTEGER NOT NULL, image_id INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT,
  relative TEXT NOT NULL, true_label TEXT, explanation_id INTEGER, prediction INTEGER, target INTEGER,
  probability FLOAT, keep FLOAT, "drop" FLOAT, area FLOAT, gini FLOAT, border FLOAT,
  sound INTEGER DEFAULT '0' NOT NULL, flawed INTEGER DEFAULT '0' NOT NULL, unsure INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT pk_run_images PRIMARY KEY (run_id, position, image_id),
  CONSTRAINT uq_run_images_run_id_image_id UNIQUE (run_id, image_id),
  CONSTRAINT ck_run_images_state CHECK (state IN ('waiting', 'explained', 'failed', 'replaced')),
  CONSTRAINT ck_run_images_reason CHECK (state <> 'failed' OR reason IS NOT NULL),
  CONSTRAINT fk_run_images_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_run_images_image_id FOREIGN KEY(image_id) REFERENCES images (id)
) WITHOUT ROWID
"""

FILL_RUN_IMAGES = """
INSERT INTO run_images_new
SELECT r.run_id, r.position, r.image_id, r.state, r.reason, i.relative, i.true_label, e.id, e.prediction, e.target,
  e.probability, e.evidence_keep, e.evidence_drop, e.evidence_area, e.evidence_gini,
  (SELECT json_extract(m.value, '$.value') FROM json_each(e.measures) m
   WHERE json_extract(m.value, '$.name') = 'energy-on-border'),
  (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'sound'),
  (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'flawed'),
  (SELECT count(*) FROM reviews v WHERE v.explanation_id = e.id AND v.verdict = 'unsure')
FROM run_images r JOIN images i ON i.id = r.image_id
LEFT JOIN explanations e ON e.id =
  (SELECT min(f.id) FROM explanations f WHERE f.run_id = r.run_id AND f.image_id = r.image_id)
"""

EVENTS = """
CREATE TABLE review_events_new (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, explanation_id INTEGER, run_id INTEGER,
  reviewer_id INTEGER NOT NULL, device TEXT NOT NULL, os_user TEXT NOT NULL, created_at TEXT NOT NULL,
  kind TEXT NOT NULL, payload TEXT NOT NULL, refers_to INTEGER, sequence INTEGER NOT NULL, prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT ck_review_events_kind CHECK (kind <> ''),
  CONSTRAINT ck_review_events_sequence CHECK (sequence >= 1),
  CONSTRAINT ck_review_events_refers_to CHECK ((kind IN ('undo', 'redo')) = (refers_to IS NOT NULL)),
  CONSTRAINT ck_review_events_about CHECK ((explanation_id IS NULL) <> (run_id IS NULL)),
  CONSTRAINT uq_review_events_uuid UNIQUE (uuid),
  CONSTRAINT fk_review_events_explanation_id FOREIGN KEY(explanation_id) REFERENCES explanations (id),
  CONSTRAINT fk_review_events_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_review_events_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id),
  CONSTRAINT fk_review_events_refers_to FOREIGN KEY(refers_to) REFERENCES review_events (id),
  CONSTRAINT uq_review_events_hash UNIQUE (hash)
)
"""

REVIEWS = """
CREATE TABLE reviews_new (
  explanation_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, run_id INTEGER NOT NULL, position INTEGER NOT NULL,
  verdict TEXT, reasons TEXT NOT NULL, severity INTEGER, comment TEXT NOT NULL, regions TEXT NOT NULL,
  conflicts TEXT NOT NULL, seconds FLOAT NOT NULL, updated_at TEXT NOT NULL, event_id INTEGER NOT NULL,
  CONSTRAINT pk_reviews PRIMARY KEY (explanation_id, reviewer_id),
  CONSTRAINT ck_reviews_verdict CHECK (verdict IN ('sound', 'flawed', 'unsure')),
  CONSTRAINT ck_reviews_severity CHECK (severity BETWEEN 1 AND 3),
  CONSTRAINT fk_reviews_explanation_id FOREIGN KEY(explanation_id) REFERENCES explanations (id),
  CONSTRAINT fk_reviews_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id),
  CONSTRAINT fk_reviews_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_reviews_event_id FOREIGN KEY(event_id) REFERENCES review_events (id)
)
"""

FILL_REVIEWS = """
INSERT INTO reviews_new
SELECT v.explanation_id, v.reviewer_id, e.run_id, r.position, v.verdict, '[]', NULL, '', '[]', '{}', 0.0,
  v.updated_at, v.event_id
FROM reviews v JOIN explanations e ON e.id = v.explanation_id
JOIN run_images r ON r.run_id = e.run_id AND r.image_id = e.image_id
"""

TALLIES = (
    """
CREATE TABLE tally_classes (
  run_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, target INTEGER NOT NULL, prediction INTEGER NOT NULL,
  true_label TEXT NOT NULL, verdict TEXT NOT NULL, n INTEGER NOT NULL,
  CONSTRAINT pk_tally_classes PRIMARY KEY (run_id, reviewer_id, target, prediction, true_label, verdict),
  CONSTRAINT fk_tally_classes_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_tally_classes_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id)
) WITHOUT ROWID
""",
    """
INSERT INTO tally_classes
SELECT v.run_id, v.reviewer_id, e.target, e.prediction, coalesce(i.true_label, ''), v.verdict, count(*)
FROM reviews v JOIN explanations e ON e.id = v.explanation_id JOIN images i ON i.id = e.image_id
WHERE v.verdict IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
""",
    """
CREATE TABLE tally_days (
  run_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, day TEXT NOT NULL, verdict TEXT NOT NULL, n INTEGER NOT NULL,
  CONSTRAINT pk_tally_days PRIMARY KEY (run_id, reviewer_id, day, verdict),
  CONSTRAINT fk_tally_days_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_tally_days_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id)
) WITHOUT ROWID
""",
    """
INSERT INTO tally_days
SELECT run_id, reviewer_id, substr(updated_at, 1, 10), verdict, count(*)
FROM reviews WHERE verdict IS NOT NULL GROUP BY 1, 2, 3, 4
""",
    """
CREATE TABLE tally_reasons (
  run_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, reason TEXT NOT NULL, n INTEGER NOT NULL,
  CONSTRAINT pk_tally_reasons PRIMARY KEY (run_id, reviewer_id, reason),
  CONSTRAINT fk_tally_reasons_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_tally_reasons_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id)
) WITHOUT ROWID
""",
    """
CREATE TABLE progress (
  run_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, block INTEGER NOT NULL, n INTEGER NOT NULL,
  CONSTRAINT pk_progress PRIMARY KEY (run_id, reviewer_id, block),
  CONSTRAINT fk_progress_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
) WITHOUT ROWID
""",
    f"""
INSERT INTO progress
SELECT run_id, 0, position / {BLOCK}, count(*) FROM run_images
WHERE state = 'explained' AND explanation_id IS NOT NULL GROUP BY 1, 2, 3
""",
    f"""
INSERT INTO progress
SELECT r.run_id, v.reviewer_id, r.position / {BLOCK}, count(*)
FROM reviews v JOIN run_images r ON r.run_id = v.run_id AND r.position = v.position
  AND r.explanation_id = v.explanation_id
WHERE r.state = 'explained' AND v.verdict IS NOT NULL GROUP BY 1, 2, 3
""",
)

INDEXES = (
    "CREATE INDEX ix_images_root_id_relative ON images (root_id, relative)",
    "CREATE INDEX ix_images_sha256 ON images (sha256)",
    "CREATE INDEX ix_run_images_image_id ON run_images (image_id)",
    "CREATE INDEX ix_run_images_run_id_state ON run_images (run_id, state)",
    "CREATE INDEX ix_review_events_explanation_id_reviewer_id ON review_events (explanation_id, reviewer_id)",
    "CREATE INDEX ix_review_events_prev_hash ON review_events (prev_hash)",
    "CREATE INDEX ix_review_events_refers_to ON review_events (refers_to)",
    "CREATE INDEX ix_review_events_reviewer_id_device_sequence ON review_events (reviewer_id, device, sequence)",
    "CREATE INDEX ix_review_events_run_id ON review_events (run_id)",
    "CREATE INDEX ix_reviews_lists"
    " ON reviews (run_id, reviewer_id, position, explanation_id, verdict, severity, reasons)",
    "CREATE INDEX ix_reviews_comments ON reviews (run_id, reviewer_id, position, explanation_id) WHERE comment <> ''",
)

REFUSALS = (
    ("no_update", "BEFORE UPDATE ON review_events", "review events are never changed"),
    ("no_delete", "BEFORE DELETE ON review_events", "review events are never deleted"),
    (
        "no_replace",
        "BEFORE INSERT ON review_events WHEN EXISTS (SELECT 1 FROM review_events"
        " WHERE id = NEW.id OR uuid = NEW.uuid OR hash = NEW.hash)",
        "review events are never replaced",
    ),
)


def upgrade() -> None:
    # Two copies of a project that are upgraded apart must give an image the same id.
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    driver.create_function("image_uuid", 2, lambda root, number: str(uuid.uuid5(uuid.UUID(root), f"image/{number}")))
    op.execute(IMAGES)
    op.execute(
        "INSERT INTO images_new SELECT i.id, image_uuid(r.uuid, i.id), i.root_id, i.relative, i.sha256, i.size_bytes,"
        " i.mtime_ns, i.width, i.height, i.true_label, i.truth FROM images i JOIN roots r ON r.id = i.root_id"
    )
    op.execute(RUN_IMAGES)
    op.execute(FILL_RUN_IMAGES)
    op.execute(EVENTS)
    op.execute(
        "INSERT INTO review_events_new SELECT id, uuid, explanation_id, NULL, reviewer_id, device, os_user, created_at,"
        " kind, payload, refers_to, sequence, prev_hash, hash FROM review_events ORDER BY id"
    )
    op.execute(REVIEWS)
    op.execute(FILL_REVIEWS)
    for table in ("reviews", "run_images", "images", "review_events"):
        op.execute(f"DROP TABLE {table}")
    for table in ("images", "run_images", "review_events", "reviews"):
        op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    for statement in (*TALLIES, *INDEXES):
        op.execute(statement)
    for name, when, message in REFUSALS:
        op.execute(f"CREATE TRIGGER review_events_{name} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END")


def downgrade() -> None:
    raise NotImplementedError("go back by the copy that was made before the upgrade")
