-- Gives an announcement ($1) another state ($2).
UPDATE announcement SET state = $2, version = version + 1, updated_at = now() WHERE id = $1
