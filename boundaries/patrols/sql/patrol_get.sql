-- A walk by its id.
SELECT p.id, p.plan_id, p.area_code, p.patroller, p.started_at, p.ended_at, p.counted_at, p.source, p.flags,
       p.geom, coalesce(p.times, '{}') AS times, p.length_m, p.note,
       ARRAY(SELECT i.inspection_id FROM patrol_inspection i WHERE i.patrol_id = p.id ORDER BY i.inspection_id) AS inspections,
       p.author, p.author_name, p.received_at, p.content_hash
FROM patrol p
WHERE p.id = $1
