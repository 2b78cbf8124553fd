-- Makes built-up areas that name the areas ($2) follow a change ($1): of a split area all of its parts.
UPDATE naming_built_up b SET version = version + 1, areas = ARRAY(
    SELECT coalesce(m.new_code, u.code) FROM unnest(b.areas) WITH ORDINALITY AS u (code, n)
    LEFT JOIN area_move m ON m.change_id = $1 AND m.old_code = u.code
    GROUP BY 1 ORDER BY min(u.n), 1)
WHERE b.areas && $2::text[] AND EXISTS (SELECT FROM area_move m WHERE m.change_id = $1 AND m.old_code = ANY (b.areas) AND m.new_code <> m.old_code)
