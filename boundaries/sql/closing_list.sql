-- Closing edges of the counties in an area ($1, any beginning of a code).
SELECT area_code, geom FROM closing_edge WHERE starts_with(area_code, $1) ORDER BY area_code
