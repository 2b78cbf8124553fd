-- Marks the attachment $1 as removed by $2 for the reason $3, unless it is already.
UPDATE attachment SET removed_at = now(), removed_by = $2, removed_why = $3 WHERE id = $1 AND removed_at IS NULL
