-- Projects of a plan ($1) with the status of their facilities on a day ($2), and since when these were first in use.
SELECT r.id, r.year, r.area_code, a.name, left(r.area_code, 6), coalesce(c.name, ''), r.kind, k.name, r.name, r.capacity,
       r.investment_yuan, r.subsidy_yuan, r.facility_id, r.note, coalesce(f.name, ''), coalesce(f.precision, ''), s.status, s.from_on,
       (SELECT min(u.from_on) FROM facility_status u WHERE u.facility_id = r.facility_id AND u.status = 'in_use')
FROM facility_plan_row r
JOIN pub_area a ON a.code = r.area_code
LEFT JOIN pub_area c ON c.code = left(r.area_code, 6)
JOIN facility_kind k ON k.code = r.kind
LEFT JOIN facility f ON f.id = r.facility_id AND NOT f.retired
LEFT JOIN facility_status s ON s.facility_id = f.id AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2)
WHERE r.plan_id = $1
ORDER BY r.seq
