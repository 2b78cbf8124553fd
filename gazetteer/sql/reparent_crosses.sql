-- Makes the further areas that entries cross follow a change ($1) of areas ($2): of a split area all of its parts.
UPDATE place p SET version = version + 1, updated_at = now(), crosses = ARRAY(
    SELECT coalesce(m.new_code, u.code) FROM unnest(p.crosses) WITH ORDINALITY AS u (code, n)
    LEFT JOIN area_move m ON m.change_id = $1 AND m.old_code = u.code
    GROUP BY 1 ORDER BY min(u.n), 1)
WHERE p.crosses && $2::text[] AND EXISTS (SELECT FROM area_move m WHERE m.change_id = $1 AND m.old_code = ANY (p.crosses) AND m.new_code <> m.old_code)
