-- Judges a row: the verdict is its state.
UPDATE cleanup SET state = $2, verdict = $2, reason = $3, judged_by = $4, judged_at = $5, version = version + 1 WHERE id = $1
