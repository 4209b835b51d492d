"""Text as code points: what may reach a terminal, what counts as the same quote, where a sentence ends."""
