-- Names of areas ($1) by code.
SELECT code, name FROM pub_area WHERE code = ANY ($1::text[])
