-- Gives parameters of areas ($2) the areas that took their place in a change ($1); of several of one matter and first day that meet in an area one counts, the others are withdrawn.
WITH moved AS (
    SELECT p.id, p.what, p.from_on, p.area_code, area_heir($1, p.area_code, NULL) AS heir, p.retired
    FROM burial_parameter p WHERE p.area_code = ANY ($2::text[]) AND area_heir($1, p.area_code, NULL) <> p.area_code),
twin AS (
    SELECT m.id FROM moved m
    WHERE EXISTS (SELECT FROM burial_parameter o WHERE NOT o.retired AND (o.area_code, o.what, o.from_on) = (m.heir, m.what, m.from_on))
       OR EXISTS (SELECT FROM moved n WHERE NOT n.retired AND (n.heir, n.what, n.from_on) = (m.heir, m.what, m.from_on) AND (n.area_code, n.id) < (m.area_code, m.id)))
UPDATE burial_parameter p SET area_code = m.heir, retired = p.retired OR EXISTS (SELECT FROM twin t WHERE t.id = p.id), version = p.version + 1, updated_at = now()
FROM moved m WHERE m.id = p.id
