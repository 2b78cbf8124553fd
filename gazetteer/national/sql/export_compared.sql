-- An export was compared by a mapping's version ($3); the classes that it holds ($2).
UPDATE national_export SET classes = $2, mapping_version = $3, stale = false, version = version + 1, compared_at = now() WHERE id = $1
