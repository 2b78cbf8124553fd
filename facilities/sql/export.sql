-- Facilities in an area ($1) of some kinds ($2) that have a status on a day ($3), by area and id, at most $4.
SELECT r.*, coalesce((SELECT a.name FROM area a WHERE a.code = r.village_code), '') AS village_name
FROM facility_record r
WHERE NOT r.retired
  AND ($1::text = '' OR starts_with(r.area_code, $1) OR starts_with(r.village_code, $1))
  AND ($2::text[] IS NULL OR r.kind = ANY ($2))
  AND EXISTS (SELECT FROM facility_status s WHERE s.facility_id = r.id AND s.from_on <= $3::date AND (s.to_on IS NULL OR s.to_on > $3))
ORDER BY r.area_code, r.id
LIMIT $4
