"""What counting by explanation needs: the day of an explanation's last verdict, sums of what is explained by class, and
two narrow indexes, of the explanations that somebody judged and of the events that settle a disagreement."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE run_images ADD COLUMN judged_on TEXT",
    """
UPDATE run_images SET judged_on =
  (SELECT max(substr(v.updated_at, 1, 10)) FROM reviews v
   WHERE v.explanation_id = run_images.explanation_id AND v.verdict IS NOT NULL)
WHERE sound + flawed + unsure > 0
""",
    "CREATE INDEX ix_run_images_judged ON run_images"
    " (run_id, true_label, prediction, target, sound, flawed, unsure, judged_on, explanation_id, state)"
    " WHERE state = 'explained' AND sound + flawed + unsure > 0",
    "CREATE INDEX ix_review_events_settles ON review_events (explanation_id) WHERE instr(payload, '\"settles\"') > 0",
    """
CREATE TABLE tally_explained (
  run_id INTEGER NOT NULL, true_label TEXT NOT NULL, prediction INTEGER NOT NULL, target INTEGER NOT NULL,
  n INTEGER NOT NULL,
  CONSTRAINT pk_tally_explained PRIMARY KEY (run_id, true_label, prediction, target),
  CONSTRAINT fk_tally_explained_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
) WITHOUT ROWID
""",
    """
INSERT INTO tally_explained
SELECT run_id, coalesce(true_label, ''), prediction, target, count(*) FROM run_images
WHERE state = 'explained' AND explanation_id IS NOT NULL GROUP BY 1, 2, 3, 4
""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back by the copy that was made before the upgrade")
