-- Lines in force with a party in an area ($1): how much of them lies within metres ($4) of tracks of walks that count from $2 to $3, how many walks went along at least a share ($5) of it; their markers, and those passed as near or reached by an inspection on patrol.
WITH track AS MATERIALIZED (
    SELECT p.id, public.ST_Simplify(public.ST_Transform(p.geom, boundary_plane()), 1) AS geom
    FROM patrol p WHERE p.counted_at >= $2::timestamptz AND p.counted_at < $3::timestamptz),
line AS MATERIALIZED (
    SELECT l.code, l.name, l.level, l.left_area, l.right_area, l.agreed_length_km::float8 AS km, public.ST_Transform(l.geom, boundary_plane()) AS course
    FROM boundary_line l
    WHERE l.status <> 'retired' AND (l.valid_to IS NULL OR l.valid_to > current_date)
      AND (starts_with(l.left_area, $1::text) OR starts_with(l.right_area, $1))),
visited AS MATERIALIZED (
    SELECT m.id FROM marker m
    WHERE EXISTS (SELECT FROM track t WHERE public.ST_DWithin(t.geom, public.ST_Transform(m.geom, boundary_plane()), $4::float8))
       OR EXISTS (SELECT FROM inspection_standing i WHERE i.marker_id = m.id AND i.kind = 'patrol' AND i.counted_at >= $2 AND i.counted_at < $3
                  AND NOT 'unreached' = ANY (i.conditions)))
SELECT l.code, l.name, l.level, l.left_area, l.right_area, l.km AS agreed_length_km,
       round(coalesce(public.ST_Length(public.ST_Intersection(l.course, c.near)) / nullif(public.ST_Length(l.course), 0), 0)::numeric, 4)::float8 AS covered,
       coalesce(c.patrols, 0)::integer AS patrols, k.markers, k.visited
FROM line l
LEFT JOIN LATERAL (
    SELECT public.ST_Union(b.near) AS near,
           count(*) FILTER (WHERE public.ST_Length(public.ST_Intersection(l.course, b.near)) >= $5::float8 * public.ST_Length(l.course)) AS patrols
    FROM track t
    CROSS JOIN LATERAL (SELECT public.ST_Buffer(public.ST_ClipByBox2D(t.geom, public.ST_Expand(public.ST_Envelope(l.course), 2 * $4::float8)::public.box2d), $4::float8) AS near) b
    WHERE public.ST_DWithin(t.geom, l.course, $4)) c ON true
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(m.id), '{}') AS markers, coalesce(array_agg(m.id) FILTER (WHERE v.id IS NOT NULL), '{}') AS visited
    FROM marker_line ml JOIN marker m ON m.id = ml.marker_id LEFT JOIN visited v ON v.id = m.id
    WHERE ml.line_code = l.code AND m.status <> 'retired') k
ORDER BY l.code
