-- Which entries have the place codes ($1): the only question of this package about entries that is not package gazetteer's. It shows no field; the entry is read, and its code compared again, through the gazetteer.
SELECT place_code, id::text FROM place WHERE place_code = ANY ($1)
