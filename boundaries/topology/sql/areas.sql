-- Counties and townships with an outline, inside the prefecture.
SELECT code, name, level, geom FROM area
WHERE level IN ('county', 'township') AND NOT external AND geom IS NOT NULL
    AND (valid_to IS NULL OR valid_to > current_date)
ORDER BY code
