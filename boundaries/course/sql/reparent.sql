-- Gives the lines that came of a change ($1) of areas the descriptions of those they came of: the agreements' texts,
-- and the edited text where one line became one.
INSERT INTO line_course AS c (line_code, text, agreement_text, drafted_from, edited_by, version)
SELECT m.new_code, CASE WHEN count(*) = 1 AND bool_and(m.alone) THEN min(o.text) END,
    left(coalesce(string_agg(o.agreement_text, E'\n' ORDER BY o.line_code) FILTER (WHERE o.agreement_text <> ''), ''), 20000),
    CASE WHEN count(*) = 1 AND bool_and(m.alone) THEN min(o.drafted_from) ELSE '' END, max(o.edited_by), 2
FROM (SELECT old_code, new_code, count(*) OVER (PARTITION BY old_code) = 1 AND count(*) OVER (PARTITION BY new_code) = 1 AS alone
      FROM line_move WHERE change_id = $1) m
JOIN line_course o ON o.line_code = m.old_code
GROUP BY m.new_code
ON CONFLICT (line_code) DO UPDATE SET text = excluded.text, agreement_text = excluded.agreement_text,
    drafted_from = excluded.drafted_from, edited_by = excluded.edited_by, version = c.version + 1, updated_at = now()
