-- Townships in counties ($1), and the counties themselves: whether they have ended, and their polygons.
SELECT code, valid_to IS NOT NULL, geom FROM area
WHERE level IN ('county', 'township') AND (code = ANY ($1) OR parent = ANY ($1)) ORDER BY code
