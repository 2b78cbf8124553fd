-- What the facilities of a kind ($1) hold: how many have a capacity, how many stand in a county, how many have each subkind.
SELECT count(*) FILTER (WHERE capacity IS NOT NULL OR used IS NOT NULL), count(*) FILTER (WHERE length(area_code) = 6),
       coalesce((SELECT jsonb_object_agg(s.subkind, s.n) FROM (SELECT subkind, count(*) AS n FROM facility WHERE kind = $1 AND subkind <> '' GROUP BY subkind) s), '{}')
FROM facility WHERE kind = $1
