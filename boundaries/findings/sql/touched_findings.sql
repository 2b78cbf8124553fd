-- Findings that are not closed with a party among areas ($1), for a reader who may read disputes ($2) of an area ($3) or reported them ($4).
SELECT f.id::text, concat_ws(' ', '#' || f.number, coalesce(f.marker, (SELECT l.name FROM boundary_line l WHERE l.code = f.lines[1]))), array_to_string(f.parties, ' ')
FROM finding_record f
WHERE f.state <> 'closed' AND f.parties && $1::text[]
  AND (f.kind <> 'dispute_risk' OR f.author = $4::text OR $2::boolean AND EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, $3::text)))
ORDER BY f.number
