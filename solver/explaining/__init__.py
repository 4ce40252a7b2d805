"""Why: conflicts and repairs, contrasts, worth, alternatives; each confirmed by a solve."""
