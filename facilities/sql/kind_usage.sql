-- What the facilities of a kind ($1) hold: how many have a capacity, how many stand in a county, how many have each subkind and have passed each stage.
SELECT count(*) FILTER (WHERE f.capacity IS NOT NULL OR f.used IS NOT NULL
                           OR EXISTS (SELECT FROM facility_capacity c WHERE c.facility_id = f.id AND c.measure <> 'nursing_beds')),
       count(*) FILTER (WHERE length(f.area_code) = 6),
       coalesce((SELECT jsonb_object_agg(s.subkind, s.n) FROM (SELECT subkind, count(*) AS n FROM facility WHERE kind = $1 AND subkind <> '' GROUP BY subkind) s), '{}'),
       coalesce((SELECT jsonb_object_agg(p.code, p.n) FROM (SELECT s.code, count(*) AS n FROM facility_stage s JOIN facility o ON o.id = s.facility_id
                                                           WHERE o.kind = $1 GROUP BY s.code) p), '{}')
FROM facility f WHERE f.kind = $1
