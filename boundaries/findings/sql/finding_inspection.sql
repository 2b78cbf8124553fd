-- An inspection to make a finding from: its marker, or line and chainage, where it was made unless that is in doubt, when, what it found, its note, and the finding already made of it.
SELECT i.marker, coalesce(i.line_code, ''), i.chainage_from_m,
       CASE WHEN i.flags && ARRAY['suspected_gcj02', 'far_away'] THEN NULL
            ELSE coalesce(i.geom, CASE WHEN i.marker = '' THEN public.ST_StartPoint(public.ST_GeometryN(t.geom, 1)) END) END,
       i.observed_at, i.conditions, i.note, f.id
FROM inspection i
LEFT JOIN inspection_track t ON t.inspection_id = i.id
LEFT JOIN finding f ON f.inspection_id = i.id
WHERE i.id = $1
