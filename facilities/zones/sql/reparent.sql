-- Gives zones of areas ($2) the heirs of these in a change ($1), by where they lie.
UPDATE burial_zone SET area_code = area_heir($1, area_code, public.ST_PointOnSurface(geom)), version = version + 1, updated_at = now()
WHERE area_code = ANY ($2::text[]) AND area_heir($1, area_code, public.ST_PointOnSurface(geom)) <> area_code
