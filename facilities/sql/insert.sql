-- Adds a facility; $23 says whether an importer does.
INSERT INTO facility (id, ref, kind, subkind, name, area_code, village_code, geom, precision, target_date,
    capacity, used, nursing_beds, grade, operator, approval_no, area_m2, note, position_reason, origin, extra, imported_version)
VALUES ($1, $2, $3, $4, $5, $6, $7,
    public.ST_SetSRID(public.ST_MakePoint($8::double precision, $9::double precision), 4490), $10, $11,
    $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, CASE WHEN $23::boolean THEN 1 ELSE 0 END)
