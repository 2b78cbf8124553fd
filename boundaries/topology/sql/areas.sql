-- Counties and townships with an outline, inside the prefecture, in an area ($1).
SELECT code, name, level, geom FROM area
WHERE level IN ('county', 'township') AND NOT external AND geom IS NOT NULL
    AND (valid_to IS NULL OR valid_to > current_date) AND starts_with(code, $1)
ORDER BY code
