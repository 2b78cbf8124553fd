-- Lines in force with their courses, those with a party in an area ($1, any beginning of a code).
SELECT code, name, level, left_area, right_area, short_code, agreed_length_km::float8, geom
FROM boundary_line
WHERE status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date)
    AND (starts_with(left_area, $1) OR starts_with(right_area, $1))
ORDER BY code
