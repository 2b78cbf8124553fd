-- One valid geometry of polygons that overlap ($1), to 1e-7 degree (a centimetre).
SELECT public.ST_Multi(public.ST_CollectionExtract(public.ST_UnaryUnion($1::public.geometry, 1e-7), 3))
