"""Screens: they turn keys into acts of the session and draw what came of it."""
