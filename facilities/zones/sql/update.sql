-- Changes a zone; its shape is the union of the areas ($5) where there are any, else $6.
UPDATE burial_zone SET kind = $2, name = $3, area_code = $4, by_areas = cardinality($5::text[]) > 0,
    geom = CASE WHEN cardinality($5) > 0 THEN areas_shape($5) ELSE $6 END,
    from_on = $7, to_on = $8, document = $9, note = $10, version = version + 1, updated_at = now()
WHERE id = $1
