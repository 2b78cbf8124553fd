-- Patterns of marker numbers, highest level first.
SELECT level, regexp, example, note, version, updated_at FROM marker_pattern
ORDER BY array_position(ARRAY['province', 'prefecture', 'county', 'township'], level)
