"""reviewer: factual claims beside the exact words they stand on, reviewed, compared and provable."""

__version__ = "0.1.0"
