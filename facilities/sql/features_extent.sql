-- The box that the facilities stand in, and the first day of the oldest status that has one.
SELECT (SELECT public.ST_SetSRID(public.ST_Extent(geom)::public.geometry, 4490) FROM facility WHERE NOT retired),
       (SELECT min(s.from_on)::timestamptz FROM facility_status s JOIN facility f ON f.id = s.facility_id
        WHERE s.from_on > '-infinity' AND NOT f.retired)
