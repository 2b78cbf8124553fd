-- Areas ($1) whose seat lies outside their polygon or, for villages, outside their township's.
SELECT a.code, o.code FROM area a JOIN area o ON o.code = CASE a.level WHEN 'village' THEN a.parent ELSE a.code END
WHERE a.code = ANY ($1) AND a.seat IS NOT NULL AND o.geom IS NOT NULL AND NOT ST_Covers(o.geom, a.seat)
ORDER BY a.code
