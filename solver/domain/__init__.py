"""The nouns: athlete, week, exercise, scenario and plan, with no logic beyond their own."""
