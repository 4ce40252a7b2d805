"""The store: jobs, batches, keys and events in SQLite or PostgreSQL, one room for all SQL."""
