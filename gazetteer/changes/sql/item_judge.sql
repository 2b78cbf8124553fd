-- Gives a verdict ($2) with its reason ($3) on a set's items that have the verdict $4; reopening keeps the reason.
UPDATE change_item SET verdict = $2::text, verdict_reason = CASE WHEN $2 = '' THEN verdict_reason ELSE $3::text END
WHERE set_id = $1 AND verdict = $4
