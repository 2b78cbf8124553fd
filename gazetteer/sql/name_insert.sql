-- Adds a name form.
INSERT INTO place_name (id, place_id, kind, seq, text, pinyin, language, script, from_on, to_on, source, sheet, edition, scale, grade)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
