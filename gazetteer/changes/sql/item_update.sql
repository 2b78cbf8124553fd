-- Writes an item; set, place in the order and entry stay.
UPDATE change_item SET
    op = $4, matter = $5, base_version = $7, base = $8, proposed = $9, area_code = $10, class_code = $11, scope = $12,
    reason = $13, rule_reason = $14, findings = $15, resolutions = $16, sampled = $17, verdict = $18, verdict_reason = $19,
    edit_id = $20, outcome = $21, made_version = $22
WHERE id = $1 AND set_id = $2 AND seq = $3 AND place_id = $6
