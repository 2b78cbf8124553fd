-- Facilities by area ($1), kinds ($2), status ($3) on a day ($4) and part of the name ($5), after a place in the order (area $6, id $7).
SELECT * FROM facility_record f
WHERE NOT retired
  AND ($1::text = '' OR starts_with(area_code, $1) OR starts_with(village_code, $1))
  AND ($2::text[] IS NULL OR kind = ANY ($2))
  AND ($3::text = '' OR EXISTS (
        SELECT FROM facility_status s
        WHERE s.facility_id = f.id AND s.status = $3 AND s.from_on <= $4::date AND (s.to_on IS NULL OR s.to_on > $4)))
  AND ($5::text = '' OR strpos(lower(name), lower($5)) > 0)
  AND ($6::text = '' OR (area_code, id) > ($6, $7::uuid))
ORDER BY area_code, id
LIMIT $8
