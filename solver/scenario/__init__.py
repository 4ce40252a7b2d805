"""Scenario documents: reading them with line numbers, checking them, and their JSON Schema."""
