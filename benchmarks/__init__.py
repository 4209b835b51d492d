"""Figures against named peers and public sets: `python -m benchmarks`, see `table.py` for what a bench gives back."""
