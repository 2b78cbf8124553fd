-- Indicators (one, $1; or those not withdrawn of plans not withdrawn, of areas that hold $2 or lie in it), by area, place and code.
SELECT i.id, i.plan_id, p.title AS plan_title, p.number AS plan_number, p.issued_on AS plan_date, p.area_code, i.code, i.name, i.name_en,
       i.attribute, i.unit, i.unit_name, i.direction, i.formula, i.params, i.base_year, i.base_value, i.target_year, i.target_value,
       i.source, i.note, i.sort,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('area_code', t.area_code, 'base_value', t.base_value, 'target_value', t.target_value) ORDER BY t.area_code), '[]')
        FROM indicator_target t WHERE t.indicator_id = i.id) AS targets,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('area_code', r.area_code, 'as_of', r.as_of, 'value', r.value, 'document', r.document, 'note', r.note)
                                  ORDER BY r.area_code, r.as_of DESC), '[]')
        FROM indicator_reported r WHERE r.indicator_id = i.id) AS reported,
       i.retired, i.version, i.updated_at
FROM indicator i JOIN facility_plan p ON p.id = i.plan_id
WHERE CASE WHEN $1::uuid IS NULL THEN NOT i.retired AND NOT p.retired AND (starts_with($2::text, p.area_code) OR starts_with(p.area_code, $2)) ELSE i.id = $1 END
ORDER BY p.area_code, p.issued_on NULLS LAST, i.plan_id, i.sort, i.code
