-- Gives the accounts of areas that end ($2) the areas that took their place in a change ($1).
UPDATE account SET area_code = coalesce(area_heir($1, area_code, NULL), area_code), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[])
