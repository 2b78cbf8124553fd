-- Replaces a reading.
UPDATE naming_reading SET text = $2, reading = $3, scope = $4, transliteration = $5, area_code = $6, note = $7,
    settled_by = $8, version = version + 1, updated_at = now()
WHERE id = $1
