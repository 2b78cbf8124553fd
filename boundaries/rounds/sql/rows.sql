-- Lines of a round ($1) by code: area ($2), level ($3), state ($4), batch ($5), conclusion ($6), overdue ($7), text ($8), box ($9), planned only ($10), one code ($11), other party ($13); today ($12); covered shares by code ($14, $15); after a code ($16), at most $17.
SELECT r.round, r.code, r.name, r.level, r.left_area, r.left_name, r.right_area, r.right_name, r.agreed_length_km::float8,
    r.state, r.batch, to_char(r.due_on, 'YYYY-MM-DD'), coalesce(r.due_on < $12::text::date AND r.state <> 'closed' AND r.round_state IN ('planned', 'open'), false),
    r.leading_side, r.left_team, r.right_team, to_char(r.walked_on, 'YYYY-MM-DD'), r.conclusion, r.findings, r.problems, r.left_opinion, r.right_opinion, r.disagreement,
    to_char(r.left_signed_on, 'YYYY-MM-DD'), to_char(r.right_signed_on, 'YYYY-MM-DD'), r.document, c.covered, round(r.agreed_length_km * c.covered::numeric, 3)::float8,
    k.due, k.done, k.bad, (SELECT count(*) FROM pub_open_finding f WHERE f.line_code = r.code), r.last_round, to_char(r.last_on, 'YYYY-MM-DD'), r.past, r.closed_at, r.version
FROM round_record r
LEFT JOIN unnest($14::text[], $15::float8[]) c (code, covered) ON c.code = r.code
CROSS JOIN LATERAL (
    SELECT count(*) AS due, count(*) FILTER (WHERE m.done) AS done, count(*) FILTER (WHERE m.done AND m.conditions <> '{intact}') AS bad
    FROM round_marker m WHERE m.round = r.round AND m.line_code = r.code) k
WHERE r.round = $1 AND (starts_with(r.left_area, $2) AND starts_with(r.right_area, $13) OR starts_with(r.right_area, $2) AND starts_with(r.left_area, $13))
  AND ($3::text = '' OR r.level = $3)
  AND ($4::text = '' OR r.state = $4) AND ($5::integer = 0 OR r.batch = $5) AND ($6::text = '' OR r.conclusion = $6)
  AND (NOT $7::boolean OR r.due_on < $12::text::date AND r.state <> 'closed' AND r.round_state IN ('planned', 'open'))
  AND ($8::text = '' OR strpos(lower(r.name || ' ' || r.code || ' ' || r.left_name || ' ' || r.right_name || ' ' || r.document), $8) > 0)
  AND ($9::float8[] IS NULL OR public.ST_Intersects(r.geom, public.ST_MakeEnvelope($9[1], $9[2], $9[3], $9[4], 4490)))
  AND (NOT $10::boolean OR r.planned) AND ($11::text = '' OR r.code = $11)
  AND r.code > $16
ORDER BY r.code LIMIT $17
