-- Writes a row: a new one, or the next version of one that is there.
INSERT INTO naming_generic (id, text, classes, reserved, size, note, enabled, version)
SELECT id, text, classes, reserved, size, note, enabled, version FROM jsonb_populate_record(NULL::naming_generic, $1::jsonb)
ON CONFLICT (id) DO UPDATE SET text = excluded.text, classes = excluded.classes, reserved = excluded.reserved, size = excluded.size, note = excluded.note, enabled = excluded.enabled, version = naming_generic.version + 1
RETURNING version
