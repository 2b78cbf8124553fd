-- Takes a hook away.
UPDATE webhook SET retired = true, version = version + 1, updated_at = now() WHERE id = $1
