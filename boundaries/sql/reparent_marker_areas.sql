-- Makes the parties that markers name follow a change ($1) of areas ($2).
UPDATE marker m SET managing_area = coalesce(area_heir($1, managing_area, geom), managing_area),
    co_areas = ARRAY(SELECT h FROM (
        SELECT coalesce(area_heir($1, c, m.geom), c) AS h, min(n) AS n FROM unnest(m.co_areas) WITH ORDINALITY AS u (c, n) GROUP BY 1) x
        WHERE h IS DISTINCT FROM coalesce(area_heir($1, m.managing_area, m.geom), m.managing_area) ORDER BY n),
    version = version + 1, updated_at = now()
WHERE managing_area = ANY ($2::text[]) OR co_areas && $2
