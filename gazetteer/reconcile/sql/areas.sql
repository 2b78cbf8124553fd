-- Codes of areas by code, name, or name with that of the area above in front ($1).
SELECT t.text, a.code FROM unnest($1::text[]) AS t (text)
JOIN pub_area a ON NOT a.external AND t.text IN (a.code, a.name, coalesce(a.parent_name, '') || a.name)
