-- Which of some areas ($3) lie outside the prefecture, for a line of two parties ($1, $2) of which one does, too.
SELECT coalesce(array_agg(code), '{}') FROM area
WHERE code = ANY ($3::text[]) AND external AND (valid_to IS NULL OR valid_to > current_date)
    AND EXISTS (SELECT FROM area p WHERE p.code IN ($1, $2) AND p.external)
