-- Searching follows entries that are no longer in the areas ($1).
UPDATE place_search r SET area_code = p.area_code
FROM place p WHERE p.id = r.place_id AND r.area_code = ANY ($1::text[]) AND r.area_code <> p.area_code
