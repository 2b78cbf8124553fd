-- Rows of the clean-up ledger follow their entries out of the areas ($1).
UPDATE cleanup c SET area_code = p.area_code
FROM place p WHERE p.id = c.place_id AND c.area_code = ANY ($1::text[]) AND c.area_code <> p.area_code
