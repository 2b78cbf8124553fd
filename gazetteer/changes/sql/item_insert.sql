-- Adds an item.
INSERT INTO change_item (id, set_id, seq, op, matter, place_id, base_version, base, proposed, area_code, class_code, scope,
                         reason, rule_reason, findings, resolutions, sampled, verdict, verdict_reason, edit_id, outcome, made_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
