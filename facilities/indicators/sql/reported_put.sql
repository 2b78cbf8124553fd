-- Keeps a figure as it was reported; one that is the same already is left alone.
INSERT INTO indicator_reported AS r (indicator_id, area_code, as_of, value, document, note) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (indicator_id, area_code, as_of) DO UPDATE SET value = excluded.value, document = excluded.document, note = excluded.note
WHERE (r.value, r.document, r.note) IS DISTINCT FROM (excluded.value, excluded.document, excluded.note)
