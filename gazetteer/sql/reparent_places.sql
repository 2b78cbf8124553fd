-- Makes entries in the areas ($2), or that name one, follow a change ($1); the entry of a split area goes to the principal heir, wherever it stands.
WITH moved AS (
    SELECT p.id, CASE WHEN p.division_code = p.area_code THEN coalesce(area_heir($1, p.area_code, NULL), p.area_code)
                      ELSE record_heir($1, p.area_code, nullif(p.division_code, ''), p.geom) END AS area,
           coalesce(area_heir($1, p.division_code, NULL), p.division_code) AS division
    FROM place p
    WHERE p.area_code = ANY ($2::text[]) OR p.division_code = ANY ($2))
UPDATE place p SET area_code = m.area, division_code = m.division, version = version + 1, updated_at = now()
FROM moved m WHERE p.id = m.id AND (p.area_code, p.division_code) IS DISTINCT FROM (m.area, m.division)
