-- Withdraws a scenario.
UPDATE siting_scenario SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
