-- Plan documents of an area ($1: in it or over it), the latest first, after one ($2, nil for the first), $3 at most.
SELECT p.id, p.title, p.number, p.authority, p.issued_on, p.area_code, a.name, p.year_from, p.year_to, p.note,
       (SELECT count(*) FROM facility_plan_row r WHERE r.plan_id = p.id), p.retired, p.version
FROM facility_plan p JOIN pub_area a ON a.code = p.area_code
WHERE NOT p.retired AND ($1::text = '' OR starts_with(p.area_code, $1) OR starts_with($1, p.area_code))
  AND ($2::uuid = '00000000-0000-0000-0000-000000000000' OR (p.year_from, p.id) < (SELECT l.year_from, l.id FROM facility_plan l WHERE l.id = $2))
ORDER BY p.year_from DESC, p.id DESC
LIMIT $3
