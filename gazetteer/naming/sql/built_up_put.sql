-- Writes a row: a new one, or the next version of one that is there.
INSERT INTO naming_built_up (id, name, areas, note, enabled, version)
SELECT id, name, areas, note, enabled, version FROM jsonb_populate_record(NULL::naming_built_up, $1::jsonb)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, areas = excluded.areas, note = excluded.note, enabled = excluded.enabled, version = naming_built_up.version + 1
RETURNING version
