-- Forgets that an import brought classes, so that the same file brings them again.
DELETE FROM import_row WHERE kind = 'gazetteer_classes' AND key = ANY ($1)
