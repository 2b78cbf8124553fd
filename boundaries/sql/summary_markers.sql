-- Markers with a party in an area ($1), retired ones left out.
SELECT count(*) FROM marker m
WHERE m.status <> 'retired' AND (starts_with(coalesce(m.managing_area, ''), $1)
    OR EXISTS (SELECT FROM unnest(m.co_areas) c WHERE starts_with(c, $1))
    OR EXISTS (SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
               WHERE ml.marker_id = m.id AND (starts_with(l.left_area, $1) OR starts_with(l.right_area, $1))))
