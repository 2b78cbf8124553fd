-- Names of areas ($1) by their codes.
SELECT code, name FROM area WHERE code = ANY ($1::text[])
