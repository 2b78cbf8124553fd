-- Facilities of some kinds ($1) in use on a day ($2), with planned ones and those being built ($3) or without, by id.
SELECT f.id, f.name, f.kind, s.status, ST_X(f.geom), ST_Y(f.geom),
       CASE WHEN f.capacity IS NOT NULL THEN greatest(f.capacity - coalesce(f.used, 0), 0)::double precision END, f.precision
FROM facility f
JOIN facility_status s ON s.facility_id = f.id AND s.from_on <= $2::text::date AND (s.to_on IS NULL OR s.to_on > $2::text::date)
WHERE f.kind = ANY ($1::text[]) AND NOT f.retired AND (s.status = 'in_use' OR $3::boolean AND s.status IN ('planned', 'building'))
ORDER BY f.id
