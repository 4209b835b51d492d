"""The words of the house as types: one module a concept, frozen, without rules about storage or screens."""
