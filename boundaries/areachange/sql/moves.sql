-- What became of which area in a change, with the names before and after.
SELECT m.old_code, m.new_code, coalesce(np.name, n.name), coalesce(op.name, o.name), o.level,
    (SELECT count(*) = 1 FROM area_move w WHERE w.change_id = m.change_id AND w.old_code = m.old_code)
FROM area_move m
JOIN area_change c ON c.id = m.change_id
JOIN area o ON o.code = m.old_code
JOIN area n ON n.code = m.new_code
LEFT JOIN area_past op ON op.code = o.code AND op.valid_to = c.effective_on
LEFT JOIN LATERAL (SELECT name FROM area_past p WHERE p.code = n.code AND p.valid_from = c.effective_on) np ON true
WHERE m.change_id = $1
ORDER BY length(m.old_code), m.old_code, m.seq
