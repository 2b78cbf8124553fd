-- Names of areas ($1) with the area above each.
SELECT code, name, coalesce(parent, '') AS parent FROM pub_area WHERE code = ANY ($1::text[])
