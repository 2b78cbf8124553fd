-- Years for which split areas ($1) have figures of people, but not all areas inside them.
SELECT a.name, p.year FROM population p JOIN pub_area a ON a.code = p.area_code
WHERE p.area_code = ANY ($1) AND length(p.area_code) < 12
  AND (SELECT count(*) = 0 OR bool_or(i.population IS NULL)
       FROM pub_area c LEFT JOIN population i ON i.area_code = c.code AND i.year = p.year
       WHERE c.parent = p.area_code AND c.valid_to IS NULL)
ORDER BY p.area_code, p.year
