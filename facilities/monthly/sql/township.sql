-- Name of a township ($1) as it was on a day ($2), and of its county.
SELECT a.name, coalesce((SELECT c.name FROM pub_area_state c
    WHERE c.code = left(a.code, 6) AND (c.valid_from IS NULL OR c.valid_from <= $2::date) AND (c.valid_to IS NULL OR c.valid_to > $2) LIMIT 1), '')
FROM pub_area_state a
WHERE a.code = $1 AND a.level = 'township' AND a.formal AND NOT a.external
  AND (a.valid_from IS NULL OR a.valid_from <= $2) AND (a.valid_to IS NULL OR a.valid_to > $2)
