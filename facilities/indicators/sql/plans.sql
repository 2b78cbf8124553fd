-- Plan documents that are not withdrawn, of areas that hold $1 or lie in it: the newest first.
SELECT id, title, number, issued_on, area_code, (SELECT count(*) FROM indicator i WHERE i.plan_id = p.id AND NOT i.retired) AS indicators
FROM facility_plan p
WHERE NOT retired AND (starts_with($1::text, area_code) OR starts_with(area_code, $1))
ORDER BY area_code, issued_on DESC NULLS LAST, title, id
