-- Reports follow their entries out of the areas ($1).
UPDATE place_report r SET area_code = p.area_code
FROM place p WHERE p.id = r.place_id AND r.area_code = ANY ($1::text[]) AND r.area_code <> p.area_code
