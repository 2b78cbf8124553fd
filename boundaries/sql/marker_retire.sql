-- Retires a marker; its history stays.
UPDATE marker SET status = 'retired', version = version + 1, updated_at = now() WHERE id = $1
