-- Readings of the office that hold in an area ($1; empty: all), of the smallest areas first.
SELECT id, text, reading, scope, transliteration, area_code, note, settled_by, version, updated_at FROM naming_reading
WHERE $1 = '' OR starts_with($1, area_code)
ORDER BY char_length(area_code) DESC, text, scope
