-- Plans of areas ($1), or with projects in them.
SELECT p.id::text, p.title, p.area_code FROM facility_plan p
WHERE NOT p.retired AND (p.area_code = ANY ($1::text[]) OR EXISTS (SELECT FROM facility_plan_row r WHERE r.plan_id = p.id AND r.area_code = ANY ($1)))
ORDER BY 3, 1
