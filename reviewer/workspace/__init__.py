"""Every use case, and all that the fronts call."""
