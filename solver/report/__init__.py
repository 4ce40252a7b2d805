"""Shows plans, judgements, rules and exercises: as text, Markdown, CSV, calendar and JSON."""
