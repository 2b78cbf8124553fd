-- Adds a reading.
INSERT INTO naming_reading (id, text, reading, scope, transliteration, area_code, note, settled_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
