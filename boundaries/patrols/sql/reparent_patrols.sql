-- Gives walks of the areas ($2) the areas that took their place in a change ($1), by where they went.
UPDATE patrol SET area_code = area_heir($1, area_code, public.ST_PointOnSurface(geom))
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, public.ST_PointOnSurface(geom)) <> area_code
