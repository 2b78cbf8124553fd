-- Writes a row: a new one, or the next version of one that is there.
INSERT INTO naming_scope (id, class_prefix, generics, scope, kin, famous, specific, generic_required, max_size, article, note, enabled, version)
SELECT id, class_prefix, generics, scope, kin, famous, specific, generic_required, max_size, article, note, enabled, version FROM jsonb_populate_record(NULL::naming_scope, $1::jsonb)
ON CONFLICT (id) DO UPDATE SET class_prefix = excluded.class_prefix, generics = excluded.generics, scope = excluded.scope, kin = excluded.kin, famous = excluded.famous, specific = excluded.specific, generic_required = excluded.generic_required, max_size = excluded.max_size, article = excluded.article, note = excluded.note, enabled = excluded.enabled, version = naming_scope.version + 1
RETURNING version
