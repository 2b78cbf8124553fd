-- Whether a track is stored under an id ($1), and whether it is the same one.
SELECT count(*) > 0, coalesce(bool_and(round = $2 AND line_code = $3 AND walked_on = $4::text::date AND team = $5 AND geom::bytea = $6::public.geometry::bytea), false)
FROM round_track WHERE id = $1
