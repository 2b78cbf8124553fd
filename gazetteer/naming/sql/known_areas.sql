-- Those of the codes $1 that are areas of ours.
SELECT coalesce(array_agg(code), '{}') FROM pub_area WHERE NOT external AND code = ANY ($1::text[])
