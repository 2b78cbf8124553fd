-- Writes a check: a new one, or the next version of one.
INSERT INTO quality_check (id, kind, class_prefix, params, severity, note, enabled, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, class_prefix = excluded.class_prefix, params = excluded.params,
    severity = excluded.severity, note = excluded.note, enabled = excluded.enabled, version = excluded.version
