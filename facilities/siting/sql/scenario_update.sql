-- The next version of a scenario.
UPDATE siting_scenario SET name = $2, kind = $3, area_code = $4, note = $5, version = version + 1, updated_at = now() WHERE id = $1
