-- Writes a name form of an entry.
UPDATE place_name SET
    kind = $3, seq = $4, text = $5, pinyin = $6, language = $7, script = $8, from_on = $9, to_on = $10, source = $11,
    sheet = $12, edition = $13, scale = $14, grade = $15
WHERE id = $1 AND place_id = $2
