-- Makes readings settled for the areas ($2) follow a change ($1); of two that meet in one area the first settled stays the area's own.
UPDATE naming_reading r SET area_code = h.code, version = version + 1, updated_at = now()
FROM (SELECT DISTINCT ON (x.text, x.scope, area_heir($1, x.area_code, NULL)) x.id, area_heir($1, x.area_code, NULL) AS code
      FROM naming_reading x WHERE x.area_code = ANY ($2::text[])
      ORDER BY x.text, x.scope, area_heir($1, x.area_code, NULL), x.created_at) h
WHERE h.id = r.id AND h.code <> r.area_code
  AND NOT EXISTS (SELECT FROM naming_reading o WHERE o.text = r.text AND o.scope = r.scope AND o.area_code = h.code)
