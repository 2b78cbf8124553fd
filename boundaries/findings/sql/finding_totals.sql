-- Counts of findings by state with the overdue ones at a time ($3), of an area ($1) and line ($2), for a reader who may read disputes ($4) of an area ($5) or reported them ($6).
SELECT f.state, count(*)::integer, (count(*) FILTER (WHERE f.due_at < $3::timestamptz))::integer, (count(*) FILTER (WHERE f.late))::integer
FROM finding_record f
WHERE ($1::text = '' OR EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, $1)))
  AND ($2::text = '' OR $2 = ANY (f.lines))
  AND (f.kind <> 'dispute_risk' OR f.author = $6::text OR $4::boolean AND EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, $5::text)))
GROUP BY f.state
