-- Makes findings on lines with a party among areas ($2) follow a change of areas ($1): to the line that their line became, the nearest one, with their chainage on it.
WITH hit AS (
    SELECT f.id, heir.code, CASE WHEN f.chainage_m IS NOT NULL AND f.geom IS NOT NULL THEN line_chainage(heir.code, f.geom) ELSE f.chainage_m END AS m
    FROM finding f
    JOIN boundary_line o ON o.code = f.line_code
    CROSS JOIN LATERAL (
        SELECT n.code FROM boundary_line n
        WHERE n.valid_to IS NULL AND (n.code = o.code OR n.code IN (SELECT new_code FROM line_move WHERE change_id = $1 AND old_code = o.code))
        ORDER BY public.ST_Distance(n.geom, f.geom), n.code LIMIT 1) heir
    WHERE o.left_area = ANY ($2::text[]) OR o.right_area = ANY ($2))
UPDATE finding f SET line_code = h.code, chainage_m = h.m, version = version + 1, updated_at = now()
FROM hit h WHERE f.id = h.id AND (f.line_code <> h.code OR abs(f.chainage_m - h.m) > 0.5)
