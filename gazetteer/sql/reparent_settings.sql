-- Makes what the bureaus of the areas ($2) have set follow a change ($1); of two that meet the first by code counts, and one
-- whose new area has its own stays behind as it was. The code is the key of the row, so a new row takes the place of the old.
WITH heir AS (
    SELECT DISTINCT ON (area_heir($1, x.area_code, NULL)) x.area_code AS was, area_heir($1, x.area_code, NULL) AS code
    FROM filing_setting x WHERE x.area_code = ANY ($2::text[])
    ORDER BY area_heir($1, x.area_code, NULL), x.area_code),
gone AS (
    DELETE FROM filing_setting s USING heir h
    WHERE h.was = s.area_code AND h.code <> h.was AND NOT EXISTS (SELECT FROM filing_setting o WHERE o.area_code = h.code)
    RETURNING h.code, s.warn_days, s.texts, s.version)
INSERT INTO filing_setting (area_code, warn_days, texts, version) SELECT code, warn_days, texts, version + 1 FROM gone
