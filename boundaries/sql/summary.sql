-- Lines with a party in an area ($1, any beginning of a code) by level: count, agreed and geodesic km; exact sums.
SELECT level, count(*), coalesce(sum(agreed_length_km), 0)::float8,
    round((coalesce(sum(geodesic_length_m), 0) / 1000)::numeric, 3)::float8
FROM boundary_line
WHERE status <> 'retired' AND (valid_to IS NULL OR valid_to > current_date) AND (starts_with(left_area, $1) OR starts_with(right_area, $1))
GROUP BY ROLLUP (level)
