-- Disputes with a party in an area ($1), on a line ($2), in a state ($3; unsettled: not settled), with a text ($4), in a box ($5), for readers of an area ($6); before a number ($7), at most $8.
SELECT d.* FROM dispute_record d
WHERE EXISTS (SELECT FROM unnest(d.parties) p WHERE starts_with(p, $6::text))
  AND ($1::text = '' OR EXISTS (SELECT FROM unnest(d.parties) p WHERE starts_with(p, $1)))
  AND ($2::text = '' OR d.line_code = $2)
  AND CASE $3::text WHEN '' THEN true WHEN 'unsettled' THEN d.state <> 'settled' ELSE d.state = $3 END
  AND ($4::text = '' OR strpos(lower(d.title), $4) > 0 OR strpos(lower(d.description), $4) > 0 OR strpos(lower(d.involved), $4) > 0)
  AND ($5::float8[] IS NULL OR public.ST_Intersects(d.geom, public.ST_MakeEnvelope($5[1], $5[2], $5[3], $5[4], 4490)))
  AND ($7::bigint = 0 OR d.number < $7)
ORDER BY d.number DESC
LIMIT $8
