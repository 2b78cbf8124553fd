-- Adds a zone; its shape is the union of the areas ($5) where there are any, else $6.
INSERT INTO burial_zone (id, kind, name, area_code, by_areas, geom, from_on, to_on, document, note)
VALUES ($1, $2, $3, $4, cardinality($5::text[]) > 0, CASE WHEN cardinality($5) > 0 THEN areas_shape($5) ELSE $6 END, $7, $8, $9, $10)
