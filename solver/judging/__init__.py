"""The judge: every rule, goal and printed figure recomputed in plain Python from the plan alone."""
