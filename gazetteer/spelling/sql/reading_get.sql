-- A reading.
SELECT id, text, reading, scope, transliteration, area_code, note, settled_by, version, updated_at FROM naming_reading WHERE id = $1
