-- Makes national differences in the areas ($2) follow a change ($1): with their entries, else with the area of their row.
UPDATE national_difference d SET area_code = coalesce((SELECT p.area_code FROM place p WHERE p.id = d.place_id), area_heir($1, d.area_code, NULL), d.area_code)
WHERE d.area_code = ANY ($2::text[])
