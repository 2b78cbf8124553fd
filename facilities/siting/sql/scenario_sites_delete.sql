-- Takes the sites of a scenario away, to be written anew.
DELETE FROM siting_scenario_site WHERE scenario_id = $1
