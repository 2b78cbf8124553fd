-- Box of the markers in use and the day when the first was erected.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490), CASE WHEN bool_and(erected_on IS NOT NULL) THEN min(erected_on)::timestamptz END, NULL::timestamptz
FROM marker WHERE status <> 'retired'
