-- Of codes ($1), those that are no area inside an area ($2), or it.
SELECT c FROM unnest($1::text[]) c
WHERE NOT EXISTS (SELECT FROM area a WHERE a.code = c AND NOT a.external AND starts_with(a.code, $2::text))
