-- What earlier imports made of the rows of a kind.
SELECT key, hash, entity_id, version FROM import_row WHERE kind = $1
