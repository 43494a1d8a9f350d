"""What-ifs: what the events of kind "what-if" add up to. Former schemas have no such event."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE what_ifs (
  id INTEGER NOT NULL, uuid TEXT NOT NULL, explanation_id INTEGER NOT NULL, run_id INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL, created_at TEXT NOT NULL, event_id INTEGER NOT NULL, way TEXT NOT NULL,
  filling TEXT NOT NULL, parameters TEXT NOT NULL, regions TEXT NOT NULL, target INTEGER NOT NULL,
  hidden FLOAT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, device TEXT NOT NULL, versions TEXT NOT NULL,
  flips INTEGER NOT NULL,
  CONSTRAINT pk_what_ifs PRIMARY KEY (id),
  CONSTRAINT ck_what_ifs_way CHECK (way IN ('away', 'only')),
  CONSTRAINT ck_what_ifs_flips CHECK (flips IN (0, 1)),
  CONSTRAINT uq_what_ifs_uuid UNIQUE (uuid),
  CONSTRAINT fk_what_ifs_explanation_id FOREIGN KEY(explanation_id) REFERENCES explanations (id),
  CONSTRAINT fk_what_ifs_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_what_ifs_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id),
  CONSTRAINT fk_what_ifs_event_id FOREIGN KEY(event_id) REFERENCES review_events (id)
)
""",
    "CREATE INDEX ix_what_ifs_explanation_id ON what_ifs (explanation_id)",
    "CREATE INDEX ix_what_ifs_run_id ON what_ifs (run_id)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back by the copy that was made before the upgrade")
