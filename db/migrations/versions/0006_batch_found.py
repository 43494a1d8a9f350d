"""The batch that a sitting made do with, where the memory was too full for the run's own."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = (
    "ALTER TABLE sessions ADD COLUMN batch_size INTEGER CONSTRAINT ck_sessions_batch_size CHECK (batch_size >= 1)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("go back by the copy that was made before the upgrade")
