-- The area ($1) that a zone belongs to, by name: which of the areas ($2) are none of today, and whether more than a hundredth of the shape ($3) lies outside. No row for an area that there is not.
SELECT a.name,
       ARRAY(SELECT c FROM unnest($2::text[]) c
             WHERE NOT EXISTS (SELECT FROM pub_area x WHERE x.code = c AND NOT x.external AND (x.valid_to IS NULL OR x.valid_to > current_date))),
       coalesce(public.ST_Area(public.ST_Difference($3::public.geometry, a.geom)) > 0.01 * public.ST_Area($3), false)
FROM pub_area a
WHERE a.code = $1 AND NOT a.external AND a.level IN ('prefecture', 'county', 'township') AND (a.valid_to IS NULL OR a.valid_to > current_date)
