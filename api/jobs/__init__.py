"""Jobs: durable, taken over when a process dies, each answered once."""
