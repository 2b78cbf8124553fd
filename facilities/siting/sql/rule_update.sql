-- The next version of a siting rule.
UPDATE siting_rule SET instrument = $2, article = $3, text = $4, valid_from = $5::text::date, valid_to = $6::text::date, feature = $7,
    classes = $8, grade = $9, distance_m = $10, severity = $11, kinds = $12, source = $13, note = $14,
    version = version + 1, updated_at = now()
WHERE id = $1
