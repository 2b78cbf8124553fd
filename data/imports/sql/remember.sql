-- Remembers the source rows that were written: kind, keys, hashes, records and their versions.
INSERT INTO import_row (kind, key, hash, entity_id, version)
SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::bigint[])
ON CONFLICT (kind, key) DO UPDATE
SET hash = excluded.hash, entity_id = excluded.entity_id, version = excluded.version, imported_at = now()
