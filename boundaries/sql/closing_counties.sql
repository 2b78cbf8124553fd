-- Outlines of the counties inside the prefecture.
SELECT code, geom FROM area WHERE level = 'county' AND NOT external AND geom IS NOT NULL AND valid_to IS NULL ORDER BY code
