-- Adds a siting rule.
INSERT INTO siting_rule (id, ref, instrument, article, text, valid_from, valid_to, feature, classes, grade, distance_m, severity, kinds, source, note)
VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date, $8, $9, $10, $11, $12, $13, $14, $15)
