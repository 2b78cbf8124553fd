-- Disputes that are not settled with a party among areas ($1), for readers of an area ($2).
SELECT d.id::text, '#' || d.number || ' ' || d.line_name, array_to_string(d.parties, ' ')
FROM dispute_record d
WHERE d.state <> 'settled' AND d.parties && $1::text[] AND EXISTS (SELECT FROM unnest(d.parties) p WHERE starts_with(p, $2::text))
ORDER BY d.number
