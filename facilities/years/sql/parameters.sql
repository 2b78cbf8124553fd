-- Parameters: one ($1), or those not withdrawn of an area, of areas that hold it and in it ($2), that hold on a day ($3; null: any).
SELECT p.id, p.area_code, coalesce((SELECT a.name FROM area a WHERE a.code = p.area_code), '') AS area_name, p.what, p.value, p.from_on, p.to_on,
       p.source, p.note, p.retired, p.version, p.updated_at
FROM burial_parameter p
WHERE CASE WHEN $1::uuid IS NULL
           THEN NOT p.retired AND (starts_with($2::text, p.area_code) OR starts_with(p.area_code, $2))
                AND ($3::date IS NULL OR p.from_on <= $3 AND (p.to_on IS NULL OR p.to_on > $3))
           ELSE p.id = $1 END
ORDER BY p.area_code, p.what, p.from_on DESC, p.id
