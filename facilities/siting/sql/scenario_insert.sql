-- Adds a scenario.
INSERT INTO siting_scenario (id, name, kind, area_code, run_id, note, author) VALUES ($1, $2, $3, $4, $5, $6, $7)
