-- Reviews with their progress, the newest first; one by its id ($1), all by null.
SELECT r.id, r.title, r.class_prefix, r.area_code, coalesce(a.name, '') AS area_name, r.author, r.entries,
       n.faulty, n.open, n.mended, n.accepted, r.created_at, r.looked_at, r.closed_at, r.version
FROM quality_review r
LEFT JOIN pub_area a ON a.code = r.area_code
CROSS JOIN LATERAL (SELECT count(DISTINCT place_id) FILTER (WHERE state = 'open') AS faulty, count(*) FILTER (WHERE state = 'open') AS open,
                           count(*) FILTER (WHERE state = 'mended') AS mended, count(*) FILTER (WHERE state = 'accepted') AS accepted
                    FROM quality_item i WHERE i.review_id = r.id) n
WHERE $1::uuid IS NULL OR r.id = $1
ORDER BY r.created_at DESC, r.id
