"""The search: tier by tier to a proof, on one worker, the same bytes every time."""
