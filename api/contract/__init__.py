"""The contract: what goes over the wire, typed."""
