-- Walks of an area ($1), along a line ($2) within metres ($7), of a plan ($3), counted from $4 to $5, in a box ($6); before a time ($8) and id ($9), at most $10.
SELECT p.id, p.plan_id, p.area_code, p.patroller, p.started_at, p.ended_at, p.counted_at, p.source, p.flags,
       p.geom, '{}'::timestamptz[] AS times, p.length_m, p.note,
       ARRAY(SELECT i.inspection_id FROM patrol_inspection i WHERE i.patrol_id = p.id ORDER BY i.inspection_id) AS inspections,
       p.author, p.author_name, p.received_at, p.content_hash
FROM patrol p
WHERE ($1::text = '' OR starts_with(p.area_code, $1))
  AND ($2::text = '' OR EXISTS (SELECT FROM boundary_line l WHERE l.code = $2
      AND public.ST_DWithin(public.ST_Transform(l.geom, boundary_plane()), public.ST_Transform(p.geom, boundary_plane()), $7::float8)))
  AND ($3::uuid IS NULL OR p.plan_id = $3)
  AND ($4::timestamptz IS NULL OR p.counted_at >= $4) AND ($5::timestamptz IS NULL OR p.counted_at < $5)
  AND ($6::float8[] IS NULL OR public.ST_Intersects(p.geom, public.ST_MakeEnvelope($6[1], $6[2], $6[3], $6[4], 4490)))
  AND (p.counted_at, p.id) < ($8::timestamptz, $9::uuid)
ORDER BY p.counted_at DESC, p.id DESC
LIMIT $10
