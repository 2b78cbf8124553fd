-- What is done of the lines that fit, restricted as in rows.sql: lines, agreed km, markers, by state, conclusion and batch; exact sums.
WITH line AS MATERIALIZED (
    SELECT r.code, r.state, r.conclusion, r.disagreement, r.batch, r.due_on, coalesce(r.agreed_length_km, 0) AS km,
           coalesce(round(r.agreed_length_km * c.covered::numeric, 3), 0) AS walked_km, r.state = 'closed' AS done,
           coalesce(r.due_on < $12::text::date AND r.state <> 'closed' AND r.round_state IN ('planned', 'open'), false) AS overdue
    FROM round_record r LEFT JOIN unnest($14::text[], $15::float8[]) c (code, covered) ON c.code = r.code
    WHERE r.round = $1 AND (starts_with(r.left_area, $2) AND starts_with(r.right_area, $13) OR starts_with(r.right_area, $2) AND starts_with(r.left_area, $13))
      AND ($3::text = '' OR r.level = $3)
      AND ($4::text = '' OR r.state = $4) AND ($5::integer = 0 OR r.batch = $5) AND ($6::text = '' OR r.conclusion = $6)
      AND (NOT $7::boolean OR r.due_on < $12::text::date AND r.state <> 'closed' AND r.round_state IN ('planned', 'open'))
      AND ($8::text = '' OR strpos(lower(r.name || ' ' || r.code || ' ' || r.left_name || ' ' || r.right_name || ' ' || r.document), $8) > 0)
      AND ($9::float8[] IS NULL OR public.ST_Intersects(r.geom, public.ST_MakeEnvelope($9[1], $9[2], $9[3], $9[4], 4490)))
      AND (NOT $10::boolean OR r.planned) AND ($11::text = '' OR r.code = $11)),
marker AS (
    SELECT m.marker_id, bool_or(m.done) AS done, bool_or(m.done AND m.conditions <> '{intact}') AS bad
    FROM round_marker m JOIN line l ON l.code = m.line_code WHERE m.round = $1 GROUP BY 1)
SELECT count(*), count(*) FILTER (WHERE done), coalesce(sum(km), 0)::float8, coalesce(sum(km) FILTER (WHERE done), 0)::float8, coalesce(sum(walked_km), 0)::float8,
    (SELECT count(*) FROM marker), (SELECT count(*) FROM marker WHERE done), (SELECT count(*) FROM marker WHERE bad),
    count(*) FILTER (WHERE overdue), count(*) FILTER (WHERE disagreement),
    (SELECT count(DISTINCT f.id) FROM pub_open_finding f JOIN line l ON l.code = f.line_code),
    (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM line GROUP BY 1) s),
    (SELECT jsonb_object_agg(conclusion, n) FROM (SELECT conclusion, count(*) AS n FROM line WHERE conclusion <> '' GROUP BY 1) c),
    coalesce((SELECT jsonb_agg(jsonb_build_object('batch', batch, 'lines', lines, 'lines_done', lines_done, 'km', km, 'km_done', km_done, 'overdue', overdue, 'due_on', due_on) ORDER BY batch)
              FROM (SELECT batch, count(*) AS lines, count(*) FILTER (WHERE done) AS lines_done, sum(km) AS km, coalesce(sum(km) FILTER (WHERE done), 0) AS km_done,
                           count(*) FILTER (WHERE overdue) AS overdue, to_char(max(due_on), 'YYYY-MM-DD') AS due_on
                    FROM line WHERE batch IS NOT NULL GROUP BY 1) b), '[]')
FROM line
