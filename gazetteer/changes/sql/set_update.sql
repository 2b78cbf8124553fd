-- Writes what can change of a set.
UPDATE change_set SET
    title = $2, reason = $3, state = $4, area_code = $5, reviewer = $6, reviewer_name = $7, verdict = $8, approval_id = $9,
    submitted_at = $10, decided_at = $11, published_at = $12, version = $13, updated_at = now()
WHERE id = $1
