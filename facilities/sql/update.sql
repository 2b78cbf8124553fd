-- Changes all fields of a facility; its source key and origin stay unless given; $23 says whether an importer does.
UPDATE facility SET
    ref = coalesce($2, ref), kind = $3, subkind = $4, name = $5, area_code = $6, village_code = $7,
    geom = public.ST_SetSRID(public.ST_MakePoint($8::double precision, $9::double precision), 4490),
    precision = $10, target_date = $11, capacity = $12, used = $13, nursing_beds = $14, grade = $15,
    operator = $16, approval_no = $17, area_m2 = $18, note = $19, position_reason = $20,
    origin = coalesce(nullif($21, ''), origin), extra = $22, version = version + 1, updated_at = now(),
    imported_version = CASE WHEN $23::boolean THEN version + 1 ELSE imported_version END
WHERE id = $1
