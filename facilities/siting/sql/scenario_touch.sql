-- A new version of a scenario whose sites changed.
UPDATE siting_scenario SET version = version + 1, updated_at = now() WHERE id = $1
