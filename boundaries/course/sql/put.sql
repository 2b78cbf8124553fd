-- Writes the description of a line's course ($1).
INSERT INTO line_course AS c (line_code, text, agreement_text, drafted_from, edited_by, version)
VALUES ($1, $2, $3, $4, $5, 2)
ON CONFLICT (line_code) DO UPDATE SET text = excluded.text, agreement_text = excluded.agreement_text,
    drafted_from = excluded.drafted_from, edited_by = excluded.edited_by, version = c.version + 1, updated_at = now()
