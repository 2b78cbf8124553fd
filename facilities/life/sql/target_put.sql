-- Sets the greening targets of an area ($1).
INSERT INTO greening_target AS t (area_code, steps, document) VALUES ($1, $2, $3)
ON CONFLICT (area_code) DO UPDATE SET steps = excluded.steps, document = excluded.document, version = t.version + 1
RETURNING version
