-- Ends a link ($2) of a scenario ($1).
UPDATE siting_share SET revoked_at = now() WHERE scenario_id = $1 AND id = $2 AND revoked_at IS NULL
