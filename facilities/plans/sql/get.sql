-- One plan document by id, withdrawn or not.
SELECT p.id, p.title, p.number, p.authority, p.issued_on, p.area_code, a.name, p.year_from, p.year_to, p.note,
       (SELECT count(*) FROM facility_plan_row r WHERE r.plan_id = p.id), p.retired, p.version
FROM facility_plan p JOIN pub_area a ON a.code = p.area_code
WHERE p.id = $1
