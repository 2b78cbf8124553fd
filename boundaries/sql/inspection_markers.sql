-- Markers by number ($1), those in use before retired ones: id, position, lines, no length, parties, and the townships within 50 m, whose clerks may log what they find.
SELECT DISTINCT ON (m.number) m.number, m.id, m.geom,
    ARRAY(SELECT ml.line_code FROM marker_line ml WHERE ml.marker_id = m.id), 0::float8,
    array_remove(m.managing_area || m.co_areas || ARRAY(
        SELECT unnest(ARRAY[l.left_area, l.right_area]) FROM marker_line ml
        JOIN boundary_line l ON l.code = ml.line_code WHERE ml.marker_id = m.id), NULL),
    ARRAY(SELECT a.code FROM area a WHERE a.level = 'township'
        AND a.geom && ST_Expand(m.geom, 0.001) AND ST_DWithin(a.geom::geography, m.geom::geography, 50))
FROM marker m WHERE m.number = ANY ($1)
ORDER BY m.number, m.status = 'retired', m.updated_at DESC
