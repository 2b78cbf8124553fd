-- Reviews with their progress, the newest first; one by its id ($1), all by null; as far as a reader of a grade ($2) may know.
SELECT r.id, r.title, r.class_prefix, r.area_code, coalesce(a.name, '') AS area_name, r.author, r.entries,
       n.faulty, n.open, n.mended, n.accepted, r.created_at, r.looked_at, r.closed_at, r.version
FROM quality_review r
LEFT JOIN pub_area a ON a.code = r.area_code
CROSS JOIN LATERAL (SELECT count(DISTINCT i.place_id) FILTER (WHERE state = 'open') AS faulty, count(*) FILTER (WHERE state = 'open') AS open,
                           count(*) FILTER (WHERE state = 'mended') AS mended, count(*) FILTER (WHERE state = 'accepted') AS accepted
                    FROM quality_item i JOIN place p ON p.id = i.place_id
                    WHERE i.review_id = r.id AND fault_grade(i.kind, i.subject, p.secrecy) <= $2) n
WHERE $1::uuid IS NULL OR r.id = $1
ORDER BY r.created_at DESC, r.id
