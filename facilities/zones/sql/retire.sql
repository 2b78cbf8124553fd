-- Withdraws a zone.
UPDATE burial_zone SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
