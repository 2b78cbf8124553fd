-- A new version of markers whose lines are others now.
UPDATE marker SET version = version + 1, updated_at = now() WHERE id = ANY ($1::uuid[])
