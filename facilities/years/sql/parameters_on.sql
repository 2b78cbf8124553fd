-- Parameters that hold on a day ($1), with the areas as they were called then.
SELECT p.id, CASE WHEN (SELECT last_area_change()) > $1::date THEN coalesce(area_as_of(p.area_code, $1), p.area_code) ELSE p.area_code END AS area_code,
       coalesce((SELECT a.name FROM area a WHERE a.code = p.area_code), '') AS area_name, p.what, p.value, p.from_on, p.to_on,
       p.source, p.note, p.retired, p.version, p.updated_at
FROM burial_parameter p
WHERE NOT p.retired AND p.from_on <= $1 AND (p.to_on IS NULL OR p.to_on > $1)
ORDER BY p.area_code, p.what, p.from_on, p.id
