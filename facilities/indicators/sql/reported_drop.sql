-- Takes away reported figures of an indicator ($1) other than those kept, by area ($2) and day ($3).
DELETE FROM indicator_reported r WHERE indicator_id = $1
  AND NOT EXISTS (SELECT FROM unnest($2::text[], $3::date[]) k (area, day) WHERE (k.area, k.day) = (r.area_code, r.as_of))
