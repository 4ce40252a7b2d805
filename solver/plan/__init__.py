"""What is written down: sessions in order, weekly figures, goal values and notes, from a choice."""
