-- Lines in force with their courses.
SELECT code, name, level, left_area, right_area, short_code, agreed_length_km::float8, geom
FROM boundary_line
WHERE status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date)
ORDER BY code
