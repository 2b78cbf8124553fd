-- What the ledger has of edits that came from a source.
SELECT e.seq, e.op, coalesce(p.ref, ''), e.after FROM place_edit e JOIN place p ON p.id = e.place_id WHERE e.seq = ANY ($1)
