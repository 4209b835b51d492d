"""Records out and in: the verified-claims file, the audit log, their checks. No database here.

Out, in this order (`docs/format.md` has the records)::

    draft = records.draft(setting, inputs, options, left_out={"open": 12})   # pure; builds and hashes every record
    draft.event_data                                          # the `data` of the `export` event to append
    draft.cited                                               # events that need an inclusion path
    claims_file.chunks(kind, draft, proof)                    # yaml | json | jsonl | csv; proof None: no workspace
    log_file.chunks(kind, LogInput)                           # kind jsonl | csv
    atomic.write_whole(path, chunks, protected=(db, sheet))   # whole or not at all
    records.extracted(claim, text, metadata, key)             # one record of `reviewer claims --json`, no workspace

In::

    check.check_file(data, name) -> tuple[check.Finding, ...]      # offline; any field that was changed is found
    reading.parse(data, name) -> reading.ClaimsFile | reading.LogFile
    importing.read_file(data, name) -> importing.Taken             # events, blobs, stated verdicts, given claims
"""
