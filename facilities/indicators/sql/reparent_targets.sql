-- Gives targets of areas ($2) the areas that took their place in a change ($1); where these have one already, or get several, one stays.
WITH moved AS (
    SELECT t.indicator_id, t.area_code, area_heir($1, t.area_code, NULL) AS heir FROM indicator_target t
    WHERE t.area_code = ANY ($2::text[]) AND area_heir($1, t.area_code, NULL) <> t.area_code),
first AS (
    SELECT DISTINCT ON (m.indicator_id, m.heir) m.* FROM moved m
    WHERE NOT EXISTS (SELECT FROM indicator_target o WHERE (o.indicator_id, o.area_code) = (m.indicator_id, m.heir))
    ORDER BY m.indicator_id, m.heir, m.area_code),
gone AS (DELETE FROM indicator_target t USING moved m WHERE (t.indicator_id, t.area_code) = (m.indicator_id, m.area_code) RETURNING t.*)
INSERT INTO indicator_target (indicator_id, area_code, base_value, target_value)
SELECT g.indicator_id, f.heir, g.base_value, g.target_value FROM gone g JOIN first f ON (f.indicator_id, f.area_code) = (g.indicator_id, g.area_code)
