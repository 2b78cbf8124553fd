-- Facilities in an area ($1) that a project may be: not withdrawn, not closed, in no other row of the plan ($2); those with a target first.
SELECT f.id, f.name, f.kind, f.area_code, extract(year FROM f.target_date)::integer
FROM facility f
WHERE starts_with(f.area_code, $1) AND NOT f.retired AND f.kind = ANY ($3::text[])
  AND NOT EXISTS (SELECT FROM facility_status s WHERE s.facility_id = f.id AND s.status = 'closed')
  AND NOT EXISTS (SELECT FROM facility_plan_row r WHERE r.facility_id = f.id AND r.plan_id = $2)
ORDER BY f.target_date NULLS LAST, f.id
