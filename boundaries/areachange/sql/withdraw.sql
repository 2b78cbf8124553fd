-- Gives a draft up.
UPDATE area_change SET state = 'withdrawn', version = version + 1, updated_at = now() WHERE id = $1
