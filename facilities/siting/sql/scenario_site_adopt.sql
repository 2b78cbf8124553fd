-- A site of a scenario became a planned facility.
UPDATE siting_scenario_site SET facility_id = $3 WHERE scenario_id = $1 AND seq = $2
