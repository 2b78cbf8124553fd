-- Findings of an area ($1), line ($2), marker ($3, number), kind ($4), state ($5; open: not closed), overdue ones ($6) at a time ($7), with a text ($8), in a box ($9), late ones ($10); for a reader who may read disputes ($11) of an area ($12) or reported them ($13); before a number ($14), at most $15.
SELECT f.* FROM finding_record f
WHERE ($1::text = '' OR EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, $1)))
  AND ($2::text = '' OR $2 = ANY (f.lines)) AND ($3::text = '' OR f.marker = $3) AND ($4::text = '' OR f.kind = $4)
  AND CASE $5::text WHEN '' THEN true WHEN 'open' THEN f.state <> 'closed' ELSE f.state = $5 END
  AND (NOT $6::boolean OR f.due_at < $7::timestamptz)
  AND ($8::text = '' OR strpos(lower(f.description), $8) > 0 OR strpos(lower(coalesce(f.marker, '')), $8) > 0 OR strpos(lower(f.decision), $8) > 0)
  AND ($9::float8[] IS NULL OR EXISTS (
      SELECT FROM finding g LEFT JOIN marker m ON m.id = g.marker_id
      WHERE g.id = f.id AND public.ST_Intersects(coalesce(g.geom, m.geom), public.ST_MakeEnvelope($9[1], $9[2], $9[3], $9[4], 4490))))
  AND (NOT $10::boolean OR f.late)
  AND (f.kind <> 'dispute_risk' OR f.author = $13::text OR $11::boolean AND EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, $12::text)))
  AND ($14::bigint = 0 OR f.number < $14)
ORDER BY f.number DESC
LIMIT $15
