-- Makes the items of open change sets in the areas ($2) follow a change ($1): the areas that they propose, too.
WITH moved AS (
    SELECT i.id, coalesce(p.area_code, record_heir($1, i.area_code, i.proposed ->> 'division_code', x.at)) AS area,
           area_heir($1, i.proposed ->> 'area_code', x.at) AS area_to, area_heir($1, i.proposed ->> 'division_code', x.at) AS division_to,
           area_heir($1, i.scope, x.at) AS scope_to,
           area_heir($1, i.base ->> 'area_code', x.at) AS area_was, area_heir($1, i.base ->> 'division_code', x.at) AS division_was
    FROM change_item i
    JOIN change_set s ON s.id = i.set_id AND s.state IN ('draft', 'submitted', 'accepted', 'returned')
    LEFT JOIN place p ON p.id = i.place_id
    CROSS JOIN LATERAL (SELECT CASE WHEN jsonb_typeof(i.proposed -> 'position') = 'object'
        THEN ST_SetSRID(ST_GeomFromGeoJSON(i.proposed ->> 'position'), 4490) ELSE p.geom END AS at) x
    WHERE i.area_code = ANY ($2::text[]) OR i.scope = ANY ($2) OR i.proposed ->> 'area_code' = ANY ($2) OR i.proposed ->> 'division_code' = ANY ($2)
       OR i.base ->> 'area_code' = ANY ($2) OR i.base ->> 'division_code' = ANY ($2))
UPDATE change_item i SET area_code = m.area, scope = coalesce(m.scope_to, i.scope),
    proposed = i.proposed || jsonb_strip_nulls(jsonb_build_object('area_code', m.area_to, 'division_code', m.division_to)),
    base = i.base || jsonb_strip_nulls(jsonb_build_object('area_code', m.area_was, 'division_code', m.division_was))
FROM moved m WHERE i.id = m.id
