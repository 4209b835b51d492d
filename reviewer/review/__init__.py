"""Pure rules of review: who is wanted, where a claim stands, what comes next, how well people agree."""
