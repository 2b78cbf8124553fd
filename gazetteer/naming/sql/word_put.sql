-- Writes a row: a new one, or the next version of one that is there.
INSERT INTO naming_word (id, word, category, match, severity, article, note, enabled, version)
SELECT id, word, category, match, severity, article, note, enabled, version FROM jsonb_populate_record(NULL::naming_word, $1::jsonb)
ON CONFLICT (id) DO UPDATE SET word = excluded.word, category = excluded.category, match = excluded.match, severity = excluded.severity, article = excluded.article, note = excluded.note, enabled = excluded.enabled, version = naming_word.version + 1
RETURNING version
