-- Markers in use as registered: σ of the position, distances to witnesses by number, parties.
SELECT m.id, m.number, m.type, m.geom, m.accuracy_m,
    coalesce((SELECT jsonb_object_agg(w.seq, w.distance_m) FROM marker_witness w WHERE w.marker_id = m.id AND w.distance_m IS NOT NULL), '{}'),
    array_remove(m.managing_area || m.co_areas || ARRAY(
        SELECT unnest(ARRAY[l.left_area, l.right_area]) FROM marker_line ml
        JOIN boundary_line l ON l.code = ml.line_code WHERE ml.marker_id = m.id), NULL)
FROM marker m WHERE m.status <> 'retired' ORDER BY m.number, m.id
