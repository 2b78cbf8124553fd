-- Where something stands, by marker ($1, number), line ($2), chainage ($3) and point ($4): the marker, whether the line is in force and the marker's, its length, the point, its chainage and distance from the line, the parties, and the townships within 50 m, whose clerks may report.
SELECT m.id, l.code IS NOT NULL, m.id IS NULL OR l.code IS NULL OR EXISTS (SELECT FROM marker_line ml WHERE ml.marker_id = m.id AND ml.line_code = l.code),
       coalesce(l.geodesic_length_m, 0), at.point,
       CASE WHEN l.code IS NOT NULL AND at.point IS NOT NULL THEN line_chainage(l.code, at.point) END,
       coalesce(public.ST_Distance(l.geom::public.geography, at.point::public.geography), 0),
       boundary_parties(m.id, l.code),
       ARRAY(SELECT a.code FROM area a WHERE a.level = 'township' AND a.valid_to IS NULL
             AND a.geom && public.ST_Expand(coalesce(at.point, m.geom), 0.001)
             AND public.ST_DWithin(a.geom::public.geography, coalesce(at.point, m.geom)::public.geography, 50))
FROM (SELECT $1::text AS number, $2::text AS code, $3::float8 AS m, $4::public.geometry AS point) q
LEFT JOIN marker m ON m.number = q.number AND m.status <> 'retired'
LEFT JOIN boundary_line l ON l.code = q.code AND l.status <> 'retired' AND (l.valid_to IS NULL OR l.valid_to > current_date)
CROSS JOIN LATERAL (SELECT coalesce(q.point, CASE WHEN q.m IS NOT NULL THEN line_point(l.code, q.m) END) AS point) at
