-- Facilities as features, by id: one ($1) or those after a key ($2), at most $3, in a box ($4 to $7), not closed at some time from $8 to $9, with properties ($10).
SELECT f.id::text, f.geom, f.ref, f.kind, k.name AS kind_name, f.subkind, f.name, f.area_code,
       (SELECT a.name FROM pub_area a WHERE a.code = f.area_code) AS area_name, f.village_code,
       s.status, nullif(s.from_on, '-infinity')::text AS status_from, f.target_date::text AS target_date,
       f.capacity, f.used, f.nursing_beds, f.grade, f.operator, f.approval_no, f.area_m2, f.precision, f.note, f.version, f.extra
FROM facility f
JOIN facility_kind k ON k.code = f.kind
LEFT JOIN facility_status s ON s.facility_id = f.id
    AND s.from_on <= coalesce($9::timestamptz, now())::date AND (s.to_on IS NULL OR s.to_on > coalesce($9::timestamptz, now())::date)
WHERE NOT f.retired
  AND ($1::uuid IS NULL OR f.id = $1)
  AND ($2::uuid IS NULL OR f.id > $2)
  AND ($4::double precision IS NULL OR public.ST_Intersects(f.geom, public.ST_MakeEnvelope($4, $5::double precision, $6::double precision, $7::double precision, 4490)))
  AND ($8::timestamptz IS NULL AND $9::timestamptz IS NULL OR EXISTS (
        SELECT FROM facility_status t
        WHERE t.facility_id = f.id AND t.status <> 'closed'
          AND ($9::timestamptz IS NULL OR t.from_on <= $9::timestamptz::date)
          AND ($8::timestamptz IS NULL OR t.to_on IS NULL OR t.to_on > $8::timestamptz::date)))
  AND ($10::jsonb ->> 'kind' IS NULL OR f.kind = $10 ->> 'kind')
  AND ($10 ->> 'subkind' IS NULL OR f.subkind = $10 ->> 'subkind')
  AND ($10 ->> 'name' IS NULL OR f.name = $10 ->> 'name')
  AND ($10 ->> 'area_code' IS NULL OR f.area_code = $10 ->> 'area_code')
  AND ($10 ->> 'village_code' IS NULL OR f.village_code = $10 ->> 'village_code')
  AND ($10 ->> 'status' IS NULL OR s.status = $10 ->> 'status')
ORDER BY f.id
LIMIT $3
