"""The catalogue of exercises, and what of it is open to an athlete, with which dose, on which day."""
