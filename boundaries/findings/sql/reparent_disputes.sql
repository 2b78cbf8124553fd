-- Makes disputes on lines with a party among areas ($2) follow a change of areas ($1): to the line nearest to the middle of their stretch, with their chainages on it.
WITH hit AS (
    SELECT d.id, heir.code, line_chainage(heir.code, public.ST_StartPoint(d.line)) AS a, line_chainage(heir.code, public.ST_EndPoint(d.line)) AS b
    FROM (SELECT id, line_code, CASE WHEN public.GeometryType(geom) = 'POINT' THEN public.ST_MakeLine(geom, geom) ELSE geom END AS line FROM dispute) d
    JOIN boundary_line o ON o.code = d.line_code
    CROSS JOIN LATERAL (
        SELECT n.code FROM boundary_line n
        WHERE n.valid_to IS NULL AND (n.code = o.code OR n.code IN (SELECT new_code FROM line_move WHERE change_id = $1 AND old_code = o.code))
        ORDER BY public.ST_Distance(n.geom, public.ST_LineInterpolatePoint(d.line, 0.5)), n.code LIMIT 1) heir
    WHERE o.left_area = ANY ($2::text[]) OR o.right_area = ANY ($2))
UPDATE dispute d SET line_code = h.code, from_m = least(h.a, h.b), to_m = greatest(h.a, h.b), version = version + 1, updated_at = now()
FROM hit h WHERE d.id = h.id AND (d.line_code <> h.code OR abs(d.from_m - least(h.a, h.b)) > 0.5 OR abs(d.to_m - greatest(h.a, h.b)) > 0.5)
