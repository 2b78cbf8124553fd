-- Keeps others from writing a scenario until the end.
SELECT FROM siting_scenario WHERE id = $1 FOR UPDATE
