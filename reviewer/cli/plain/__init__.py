"""Plain mode: the review by one prompt and short sentences, equal in rank with the screen."""
