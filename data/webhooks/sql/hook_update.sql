-- Changes a hook.
UPDATE webhook SET url = $2, entities = $3, active = $4, version = version + 1, updated_at = now() WHERE id = $1
