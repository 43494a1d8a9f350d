"""The first tables: projects, images, runs, explanations and the append-only review history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REFUSALS = (
    ("no_update", "BEFORE UPDATE ON review_events", "review events are never changed"),
    ("no_delete", "BEFORE DELETE ON review_events", "review events are never deleted"),
    # INSERT OR REPLACE would delete without asking the trigger above.
    (
        "no_replace",
        "BEFORE INSERT ON review_events WHEN EXISTS (SELECT 1 FROM review_events WHERE id = NEW.id OR uuid = NEW.uuid"
        " OR (reviewer_id = NEW.reviewer_id AND device = NEW.device AND sequence = NEW.sequence))",
        "review events are never replaced",
    ),
)


def upgrade() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("arch", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_models")),
    )
    op.create_index("ix_models_fingerprint", "models", ["fingerprint"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_project_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_table(
        "reviewers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_reviewers_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewers")),
        sa.UniqueConstraint("name", name=op.f("uq_reviewers_name")),
    )
    op.create_table(
        "roots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roots")),
        sa.UniqueConstraint("path", name=op.f("uq_roots_path")),
        sa.UniqueConstraint("uuid", name=op.f("uq_roots_uuid")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "images",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("relative", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("true_label", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["root_id"], ["roots.id"], name=op.f("fk_images_root_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_images")),
    )
    op.create_index("ix_images_root_id_relative", "images", ["root_id", "relative"], unique=False)
    op.create_index("ix_images_sha256", "images", ["sha256"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("batch_size", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('running', 'finished', 'cancelled', 'interrupted')", name=op.f("ck_runs_state")),
        sa.CheckConstraint("batch_size >= 1", name=op.f("ck_runs_batch_size")),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_runs_model_id")),
        sa.ForeignKeyConstraint(["root_id"], ["roots.id"], name=op.f("fk_runs_root_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("uuid", name=op.f("uq_runs_uuid")),
    )
    op.create_index("ix_runs_model_id", "runs", ["model_id"], unique=False)
    op.create_index("ix_runs_root_id", "runs", ["root_id"], unique=False)
    op.create_table(
        "run_images",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name=op.f("ck_run_images_reason")),
        sa.CheckConstraint("state IN ('waiting', 'explained', 'failed', 'replaced')", name=op.f("ck_run_images_state")),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_run_images_image_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_run_images_run_id")),
        sa.PrimaryKeyConstraint("run_id", "image_id", name=op.f("pk_run_images")),
    )
    op.create_index("ix_run_images_image_id", "run_images", ["image_id"], unique=False)
    op.create_index("ix_run_images_run_id_position", "run_images", ["run_id", "position"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_sessions_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_run_id", "sessions", ["run_id"], unique=False)
    op.create_table(
        "explanations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("prediction", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("target_probability", sa.Float(), nullable=False),
        sa.Column("top", sa.Text(), nullable=False),
        sa.Column("image_width", sa.Integer(), nullable=False),
        sa.Column("image_height", sa.Integer(), nullable=False),
        sa.Column("resized_width", sa.Integer(), nullable=False),
        sa.Column("resized_height", sa.Integer(), nullable=False),
        sa.Column("crop_left", sa.Integer(), nullable=False),
        sa.Column("crop_top", sa.Integer(), nullable=False),
        sa.Column("input_width", sa.Integer(), nullable=False),
        sa.Column("input_height", sa.Integer(), nullable=False),
        sa.Column("evidence_keep", sa.Float(), nullable=True),
        sa.Column("evidence_drop", sa.Float(), nullable=True),
        sa.Column("evidence_area", sa.Float(), nullable=True),
        sa.Column("evidence_gini", sa.Float(), nullable=True),
        sa.Column("losses", sa.Text(), nullable=False),
        sa.Column("gated", sa.Integer(), nullable=False),
        sa.Column("executed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("map_path", sa.Text(), nullable=False),
        sa.Column("map_sha256", sa.Text(), nullable=False),
        sa.Column("map_low", sa.Float(), nullable=False),
        sa.Column("map_high", sa.Float(), nullable=False),
        sa.CheckConstraint("length(map_sha256) = 64", name=op.f("ck_explanations_map_sha256")),
        sa.ForeignKeyConstraint(
            ["run_id", "image_id"],
            ["run_images.run_id", "run_images.image_id"],
            name=op.f("fk_explanations_run_id_image_id"),
        ),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_explanations_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanations")),
        sa.UniqueConstraint("map_path", name=op.f("uq_explanations_map_path")),
        sa.UniqueConstraint("run_id", "image_id", "target", name=op.f("uq_explanations_run_id_image_id_target")),
        sa.UniqueConstraint("uuid", name=op.f("uq_explanations_uuid")),
    )
    op.create_index("ix_explanations_session_id", "explanations", ["session_id"], unique=False)
    op.create_table(
        "review_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("os_user", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("refers_to", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('undo', 'redo')) = (refers_to IS NOT NULL)", name=op.f("ck_review_events_refers_to")
        ),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_review_events_kind")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_review_events_sequence")),
        sa.ForeignKeyConstraint(["explanation_id"], ["explanations.id"], name=op.f("fk_review_events_explanation_id")),
        sa.ForeignKeyConstraint(["refers_to"], ["review_events.id"], name=op.f("fk_review_events_refers_to")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["reviewers.id"], name=op.f("fk_review_events_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_events")),
        sa.UniqueConstraint(
            "reviewer_id", "device", "sequence", name=op.f("uq_review_events_reviewer_id_device_sequence")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_review_events_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_events_explanation_id", "review_events", ["explanation_id"], unique=False)
    op.create_index("ix_review_events_refers_to", "review_events", ["refers_to"], unique=False)
    op.create_index("ix_review_events_reviewer_id", "review_events", ["reviewer_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("verdict IN ('sound', 'flawed', 'unsure')", name=op.f("ck_reviews_verdict")),
        sa.ForeignKeyConstraint(["event_id"], ["review_events.id"], name=op.f("fk_reviews_event_id")),
        sa.ForeignKeyConstraint(["explanation_id"], ["explanations.id"], name=op.f("fk_reviews_explanation_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["reviewers.id"], name=op.f("fk_reviews_reviewer_id")),
        sa.PrimaryKeyConstraint("explanation_id", "reviewer_id", name=op.f("pk_reviews")),
    )
    op.create_index("ix_reviews_event_id", "reviews", ["event_id"], unique=False)
    op.create_index("ix_reviews_reviewer_id", "reviews", ["reviewer_id"], unique=False)

    for name, when, message in REFUSALS:
        op.execute(f"CREATE TRIGGER review_events_{name} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END")


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first tables")
