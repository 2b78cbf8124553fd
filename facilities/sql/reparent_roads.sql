-- Roads that begin or end at the seats of the areas ($1).
SELECT id::text, name, CASE WHEN from_code = ANY ($1) THEN from_code ELSE to_code END FROM road
WHERE from_code = ANY ($1) OR to_code = ANY ($1) ORDER BY name, id
