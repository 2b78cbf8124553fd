-- Something changed in an export since it was compared.
UPDATE national_export SET stale = true, version = version + 1 WHERE id = $1 AND NOT stale
