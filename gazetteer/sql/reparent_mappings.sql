-- Makes mappings of national exports of the areas ($2) follow a change ($1); of two for the same headings that meet the older
-- one counts, and one whose new area has its own stays behind as it was.
UPDATE national_mapping m SET area_code = h.code, version = version + 1, updated_at = now()
FROM (SELECT DISTINCT ON (x.signature, area_heir($1, x.area_code, NULL)) x.id, area_heir($1, x.area_code, NULL) AS code
      FROM national_mapping x WHERE x.area_code = ANY ($2::text[])
      ORDER BY x.signature, area_heir($1, x.area_code, NULL), x.created_at, x.id) h
WHERE h.id = m.id AND h.code <> m.area_code
  AND NOT EXISTS (SELECT FROM national_mapping o WHERE o.signature = m.signature AND o.area_code = h.code)
