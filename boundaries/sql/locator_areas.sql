-- Valid areas down to the township, with polygons where there are any, outermost first.
SELECT code, name, level, parent, geom FROM area
WHERE level <> 'village' AND (valid_from IS NULL OR valid_from <= current_date) AND (valid_to IS NULL OR valid_to > current_date)
ORDER BY length(code), code
