"""The tables. Times are seconds since 1970 (UTC), documents are JSON text."""

import sqlalchemy as sa

metadata = sa.MetaData()

#: Everything that is worked out: plans, items of batches, and explanations of plans.
jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("tenant", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    # A plan that was asked for, or an item of a batch; explanations point at their plan.
    sa.Column("plan_id", sa.String(36), sa.ForeignKey("jobs.id", ondelete="CASCADE")),
    sa.Column("parent_id", sa.String(36)),
    sa.Column("origin_id", sa.String(36)),
    sa.Column("batch_id", sa.String(36), sa.ForeignKey("batches.id", ondelete="CASCADE")),
    sa.Column("batch_index", sa.Integer),
    sa.Column("deterministic_seconds", sa.Double, nullable=False),
    sa.Column("wall_seconds", sa.Double, nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("idempotency_key", sa.String(255)),
    sa.Column("outcome", sa.String(16)),
    # The same question gives the same answer again, so it may be used again.
    sa.Column("reproducible", sa.Boolean, nullable=False),
    sa.Column("cached", sa.Boolean, nullable=False),
    # Who works on it; null while nobody does.
    sa.Column("executor", sa.String(64)),
    # Its place among those that wait; null for items of a batch, whose chunk has one.
    sa.Column("turn", sa.Integer),
    # How often it was put back into the queue, and how often a child died over it.
    sa.Column("starts", sa.Integer, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    # Somebody wants it to end with what it has.
    sa.Column("stop_requested", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Double, nullable=False),
    sa.Column("started_at", sa.Double),
    sa.Column("finished_at", sa.Double),
    # Texts come last: to read a column, SQLite walks through all that lies before it.
    sa.Column("label", sa.Text),
    sa.Column("parameters", sa.Text, nullable=False),
    sa.Column("error", sa.Text),
    # What was asked. Null for an item of a batch that could not be read.
    sa.Column("scenario", sa.Text),
    # What came out.
    sa.Column("answer", sa.Text),
    sa.UniqueConstraint("tenant", "idempotency_key", name="jobs_idempotency"),
    sa.UniqueConstraint("batch_id", "batch_index", name="jobs_batch_item"),
)
sa.Index("jobs_listed", jobs.c.tenant, jobs.c.kind, jobs.c.created_at, jobs.c.id)
sa.Index("jobs_answers", jobs.c.tenant, jobs.c.fingerprint)
sa.Index("jobs_of_plan", jobs.c.plan_id)
# Counts the crowd without a look at the jobs themselves.
sa.Index("jobs_open", jobs.c.state, jobs.c.tenant, jobs.c.turn)
sa.Index("jobs_ended", jobs.c.finished_at)

#: What a stream of events shows of a job, in order.
job_events = sa.Table(
    "job_events",
    metadata,
    sa.Column("job_id", sa.String(36), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(16), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)

#: Many scenarios, or a sweep over one, asked for together.
batches = sa.Table(
    "batches",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("tenant", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("idempotency_key", sa.String(255)),
    # The process that is still receiving it; null once it was accepted.
    sa.Column("receiver", sa.String(64)),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("stop_requested", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Double, nullable=False),
    sa.Column("finished_at", sa.Double),
    sa.UniqueConstraint("tenant", "idempotency_key", name="batches_idempotency"),
)
sa.Index("batches_listed", batches.c.tenant, batches.c.created_at, batches.c.id)

#: Parts of a batch, each a second or so of solving; `turn` keeps tenants fair.
chunks = sa.Table(
    "chunks",
    metadata,
    sa.Column("id", sa.String(48), primary_key=True),
    sa.Column("tenant", sa.String(64), nullable=False),
    sa.Column("batch_id", sa.String(36), sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    # Null while it waits outside the queue.
    sa.Column("turn", sa.Integer),
    sa.Column("executor", sa.String(64)),
    sa.Column("starts", sa.Integer, nullable=False),
    sa.Column("finished", sa.Boolean, nullable=False),
)
sa.Index("chunks_open", chunks.c.finished, chunks.c.turn)

#: API keys; the secret itself is nowhere.
api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("tenant", sa.String(64), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("created_at", sa.Double, nullable=False),
    sa.Column("revoked_at", sa.Double),
)

#: Processes that solve, and when they were last alive.
executors = sa.Table(
    "executors",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("solvers", sa.Integer, nullable=False),
    sa.Column("started_at", sa.Double, nullable=False),
    sa.Column("seen_at", sa.Double, nullable=False),
)
