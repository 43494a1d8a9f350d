"""Clusters of maps that have a name: what the events of kind "cluster" add up to. Former schemas have no such event."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE clusters (
  id INTEGER NOT NULL, uuid TEXT NOT NULL, run_id INTEGER NOT NULL, target INTEGER NOT NULL, name TEXT NOT NULL,
  sides INTEGER NOT NULL, n INTEGER NOT NULL, of_class INTEGER NOT NULL, figures TEXT NOT NULL, mean TEXT NOT NULL,
  reviewer_id INTEGER NOT NULL, created_at TEXT NOT NULL, event_id INTEGER NOT NULL,
  CONSTRAINT pk_clusters PRIMARY KEY (id),
  CONSTRAINT ck_clusters_name CHECK (name <> ''),
  CONSTRAINT ck_clusters_n CHECK (n >= 1),
  CONSTRAINT uq_clusters_uuid UNIQUE (uuid),
  CONSTRAINT fk_clusters_run_id FOREIGN KEY(run_id) REFERENCES runs (id),
  CONSTRAINT fk_clusters_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES reviewers (id),
  CONSTRAINT fk_clusters_event_id FOREIGN KEY(event_id) REFERENCES review_events (id)
)
""",
    "CREATE INDEX ix_clusters_run_id ON clusters (run_id)",
    """
CREATE TABLE cluster_members (
  cluster_id INTEGER NOT NULL, place INTEGER NOT NULL, explanation TEXT NOT NULL, distance FLOAT NOT NULL,
  CONSTRAINT pk_cluster_members PRIMARY KEY (cluster_id, place),
  CONSTRAINT fk_cluster_members_cluster_id FOREIGN KEY(cluster_id) REFERENCES clusters (id)
) WITHOUT ROWID
""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back by the copy that was made before the upgrade")
