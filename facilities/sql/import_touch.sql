-- A new version of a facility whose history an importer changes.
UPDATE facility SET version = version + 1, imported_version = version + 1, updated_at = now() WHERE id = $1
