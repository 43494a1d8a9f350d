"""The tables of a project. db/migrations holds the frozen steps that lead here; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.column_types import Json, OptionalJson, UtcTime, Words

# "HANS": tells our file from any other SQLite file.
APPLICATION_ID = 0x48414E53

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

# A folder that was audited.
roots = Table(
    "roots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("path", Words, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
)

# One content of one file. A file that changes gets a second row; sha256 is null until the file was read.
images = Table(
    "images",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("root_id", ForeignKey("roots.id"), nullable=False),
    Column("relative", Words, nullable=False),
    Column("sha256", Text),
    Column("size_bytes", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("true_label", Words),
    # As db/truths.py writes it.
    Column("truth", OptionalJson),
    Index(None, "root_id", "relative"),
    Index(None, "sha256"),
)

models = Table(
    "models",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("arch", Words, nullable=False),
    Column("file", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("labels", Json, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("root_id", ForeignKey("roots.id"), nullable=False),
    Column("model_id", ForeignKey("models.id"), nullable=False),
    Column("method", Text, nullable=False),
    Column("parameters", Json, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("batch_size", Integer, nullable=False),
    Column("device", Text, nullable=False),
    Column("versions", Json, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("state", Text, nullable=False),
    CheckConstraint("state IN ('running', 'finished', 'cancelled', 'interrupted')", name="state"),
    CheckConstraint("batch_size >= 1", name="batch_size"),
    Index(None, "root_id"),
    Index(None, "model_id"),
)

# A run may be resumed elsewhere or with other versions: which explanation came from where is part of the record. So is
# the batch that the memory sufficed for, where it was not the run's own: from there on it is another session.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("started_at", UtcTime, nullable=False),
    Column("device", Text, nullable=False),
    Column("versions", Json, nullable=False),
    Column("batch_size", Integer, CheckConstraint("batch_size >= 1", name="batch_size")),
)

# What lists are read from: an image's place in a run, and what is known of it there. Clustered by run and position, and
# narrow, so that any filter is one short walk. From relative on the columns repeat what other tables hold; they are
# written in the same transaction, and db/rollups.py makes them anew.
run_images = Table(
    "run_images",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("image_id", ForeignKey("images.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Words),
    Column("relative", Words, nullable=False),
    Column("true_label", Words),
    # The first explanation, if there are several targets, with its prediction and its quick evidence.
    Column("explanation_id", Integer),
    Column("prediction", Integer),
    Column("target", Integer),
    Column("probability", Float),
    Column("keep", Float),
    Column("drop", Float),
    Column("area", Float),
    Column("gini", Float),
    Column("border", Float),
    # How many reviewers say so of it now.
    Column("sound", Integer, nullable=False, server_default="0"),
    Column("flawed", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),
    # The day (UTC, 2026-11-23) of the last change of a review that gives it a verdict; null without a verdict.
    Column("judged_on", Text),
    PrimaryKeyConstraint("run_id", "position", "image_id"),
    UniqueConstraint("run_id", "image_id"),
    CheckConstraint("state IN ('waiting', 'explained', 'failed', 'replaced')", name="state"),
    CheckConstraint("state <> 'failed' OR reason IS NOT NULL", name="reason"),
    Index(None, "image_id"),
    Index(None, "run_id", "state"),
    # All that counting by explanation asks (db/findings.py), in the order of its sums; as long as what was judged.
    Index(
        "ix_run_images_judged",
        "run_id",
        "true_label",
        "prediction",
        "target",
        "sound",
        "flawed",
        "unsure",
        "judged_on",
        "explanation_id",
        "state",
        sqlite_where=text("state = 'explained' AND sound + flawed + unsure > 0"),
    ),
    sqlite_with_rowid=False,
)

explanations = Table(
    "explanations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("run_id", Integer, nullable=False),
    Column("image_id", Integer, nullable=False),
    Column("target", Integer, nullable=False),
    Column("session_id", ForeignKey("sessions.id"), index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("prediction", Integer, nullable=False),
    Column("probability", Float, nullable=False),
    Column("target_probability", Float, nullable=False),
    Column("top", Json, nullable=False),
    Column("image_width", Integer, nullable=False),
    Column("image_height", Integer, nullable=False),
    Column("resized_width", Integer, nullable=False),
    Column("resized_height", Integer, nullable=False),
    Column("crop_left", Integer, nullable=False),
    Column("crop_top", Integer, nullable=False),
    Column("input_width", Integer, nullable=False),
    Column("input_height", Integer, nullable=False),
    # SQLite has no NaN: a measure that is not a number is kept as null.
    Column("evidence_keep", Float),
    Column("evidence_drop", Float),
    Column("evidence_area", Float),
    Column("evidence_gini", Float),
    Column("losses", Json, nullable=False),
    Column("gated", Integer, nullable=False),
    Column("executed", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("warnings", Json, nullable=False),
    Column("map_path", Text, nullable=False, unique=True),
    Column("map_sha256", Text, nullable=False),
    Column("map_low", Float, nullable=False),
    Column("map_high", Float, nullable=False),
    Column("measures", OptionalJson),
    ForeignKeyConstraint(["run_id", "image_id"], ["run_images.run_id", "run_images.image_id"]),
    UniqueConstraint("run_id", "image_id", "target"),
    CheckConstraint("length(map_sha256) = 64", name="map_sha256"),
)

reviewers = Table(
    "reviewers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
    CheckConstraint("name <> ''", name="name"),
)

# Append-only: triggers refuse UPDATE, DELETE and INSERT OR REPLACE. See db/events.py.
# An event is about an explanation or, a sign-off or a cluster's name, about a run.
review_events = Table(
    "review_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("explanation_id", ForeignKey("explanations.id")),
    Column("run_id", ForeignKey("runs.id")),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("device", Text, nullable=False),
    Column("os_user", Words, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Json, nullable=False),
    Column("refers_to", ForeignKey("review_events.id")),
    Column("sequence", Integer, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    CheckConstraint("kind <> ''", name="kind"),
    CheckConstraint("sequence >= 1", name="sequence"),
    CheckConstraint("(kind IN ('undo', 'redo')) = (refers_to IS NOT NULL)", name="refers_to"),
    CheckConstraint("(explanation_id IS NULL) <> (run_id IS NULL)", name="about"),
    Index(None, "explanation_id", "reviewer_id"),
    Index(None, "run_id"),
    # Not unique: a copied project whose two copies are both worked on has a chain that forks.
    Index(None, "reviewer_id", "device", "sequence"),
    Index(None, "refers_to"),
    Index(None, "prev_hash"),
    # The few events that settle a disagreement, found without a look at all the others (db/settling.py).
    Index("ix_review_events_settles", "explanation_id", sqlite_where=text("instr(payload, '\"settles\"') > 0")),
    sqlite_autoincrement=True,
)

# What the events add up to now. Reasons are a sorted list, regions a list; conflicts: field -> values that the same
# reviewer gave elsewhere without knowing of the one that is shown. run_id and position are those of the explanation.
reviews = Table(
    "reviews",
    metadata,
    Column("explanation_id", ForeignKey("explanations.id"), nullable=False),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("verdict", Text),
    Column("reasons", Json, nullable=False),
    Column("severity", Integer),
    Column("comment", Text, nullable=False),
    Column("regions", Json, nullable=False),
    Column("conflicts", Json, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("event_id", ForeignKey("review_events.id"), nullable=False),
    PrimaryKeyConstraint("explanation_id", "reviewer_id"),
    CheckConstraint("verdict IN ('sound', 'flawed', 'unsure')", name="verdict"),
    CheckConstraint("severity BETWEEN 1 AND 3", name="severity"),
    # All that lists ask of a reviewer's reviews of a run, in the order of the list, without a look at the wide rows.
    Index("ix_reviews_lists", "run_id", "reviewer_id", "position", "explanation_id", "verdict", "severity", "reasons"),
    Index(
        "ix_reviews_comments", "run_id", "reviewer_id", "position", "explanation_id", sqlite_where=text("comment <> ''")
    ),
)

# Clusters of maps that somebody gave a name, as the events of kind "cluster" add up to (db/cluster_state.py). n: its
# members when it got the name, of_class: maps of its class then; figures and mean: see docs/patterns.md.
clusters = Table(
    "clusters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("target", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sides", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("of_class", Integer, nullable=False),
    Column("figures", Json, nullable=False),
    Column("mean", Json, nullable=False),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("event_id", ForeignKey("review_events.id"), nullable=False),
    CheckConstraint("name <> ''", name="name"),
    CheckConstraint("n >= 1", name="n"),
)

# Members by the ids of their explanations, which are the same on every machine, also before the explanations are here.
cluster_members = Table(
    "cluster_members",
    metadata,
    Column("cluster_id", ForeignKey("clusters.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("explanation", Text, nullable=False),
    Column("distance", Float, nullable=False),
    PrimaryKeyConstraint("cluster_id", "place"),
    sqlite_with_rowid=False,
)

# What the model says of an image that something was taken away from, as the events of kind "what-if" add up to
# (db/what_if_state.py). regions: as they were when it was asked; before, after: the model's answers; hidden: how much
# of what it saw went; flips: whether its prediction is another one afterwards.
what_ifs = Table(
    "what_ifs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("explanation_id", ForeignKey("explanations.id"), nullable=False, index=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("event_id", ForeignKey("review_events.id"), nullable=False),
    Column("way", Text, nullable=False),
    Column("filling", Text, nullable=False),
    Column("parameters", Json, nullable=False),
    Column("regions", Json, nullable=False),
    Column("target", Integer, nullable=False),
    Column("hidden", Float, nullable=False),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Column("device", Text, nullable=False),
    Column("versions", Json, nullable=False),
    Column("flips", Integer, nullable=False),
    CheckConstraint("way IN ('away', 'only')", name="way"),
    CheckConstraint("flips IN (0, 1)", name="flips"),
)

# Rollups: sums that are kept along in the same transaction and can be made anew (db/rollups.py).
# true_label is empty where none is known; it counts as the label that the image has now.
tally_classes = Table(
    "tally_classes",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("target", Integer, nullable=False),
    Column("prediction", Integer, nullable=False),
    Column("true_label", Words, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "reviewer_id", "target", "prediction", "true_label", "verdict"),
    sqlite_with_rowid=False,
)

# Explained images of a run by class: what a share of the judged ones is a share of. As run_images has them: of each
# image its first explanation, none of replaced images.
tally_explained = Table(
    "tally_explained",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("true_label", Words, nullable=False),
    Column("prediction", Integer, nullable=False),
    Column("target", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "true_label", "prediction", "target"),
    sqlite_with_rowid=False,
)

# day: of the review's last change, UTC, as 2026-11-23.
tally_days = Table(
    "tally_days",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("day", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "reviewer_id", "day", "verdict"),
    sqlite_with_rowid=False,
)

# Reasons of reviews whose verdict is flawed.
tally_reasons = Table(
    "tally_reasons",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("reviewer_id", ForeignKey("reviewers.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "reviewer_id", "reason"),
    sqlite_with_rowid=False,
)

# For each block of positions how many images are explained (reviewer 0), and how many of these a reviewer has given a
# verdict on: the next one without a verdict is found by looking at one block only.
progress = Table(
    "progress",
    metadata,
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("reviewer_id", Integer, nullable=False),
    Column("block", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("run_id", "reviewer_id", "block"),
    sqlite_with_rowid=False,
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Json, nullable=False),
)
