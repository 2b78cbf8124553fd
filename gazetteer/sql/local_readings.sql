-- Readings that the office has settled, the longest texts and the smallest areas first.
SELECT text, reading, scope, area_code FROM naming_reading WHERE NOT transliteration
ORDER BY char_length(text) DESC, char_length(area_code) DESC, text, scope
