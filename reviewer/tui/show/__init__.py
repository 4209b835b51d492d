"""What the panels say, as lines of runs: pure functions of views, sizes and signs."""
