-- Raises the version of an approval ($1).
UPDATE approval SET version = version + 1, updated_at = now() WHERE id = $1
