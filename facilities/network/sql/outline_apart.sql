-- What a geometry ($1) holds and another ($2) does not, valid, to 1e-7 degree.
SELECT public.ST_Multi(public.ST_CollectionExtract(public.ST_Difference($1::public.geometry, $2::public.geometry, 1e-7), 3))
