"""The event log without a database: bodies, hashes, types, proofs, and the one rule that turns events into state.

docs/log.md is the specification. Only the standard library, `reviewer.errors` and `reviewer.model.ids` are imported, so
that a verifier in one file can be made from these modules.
"""
