"""Records out and in: the verified-claims file, the audit log, tables, their checks. No database here.

docs/format.md is the specification. Out, in this order::

    made = draft.make(setting, inputs, options, left_out={"open": 12})   # pure; builds and hashes every record
    made.event_data                                # the `data` of the `export` event to append
    made.cited                                     # events that need an inclusion path (and the export event)
    claims_file.chunks(kind, made, proof)          # yaml | json | jsonl | csv | claimreview | annotations
    log_file.chunks(kind, LogInput(…))             # jsonl | csv
    atomic.write_whole(path, chunks, protected=…)  # whole or not at all

Without a workspace: `records.extracted(RecordInput(…))`, `draft.plain(records, tool)`, `claims_file.chunks`. In::

    check.check_file(data, name)                   # findings; offline; any field that was changed is found
    importing.read_file(data, name)                # events, words, stated verdicts, given claims
    reading.parse(data, name)                      # the file as plain values, nothing checked
"""
