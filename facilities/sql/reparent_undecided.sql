-- How many facilities of split areas ($1) have neither a village nor a position.
SELECT count(*) FROM facility WHERE area_code = ANY ($1) AND village_code IS NULL AND geom IS NULL
