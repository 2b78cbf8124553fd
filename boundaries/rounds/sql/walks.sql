-- The lines in force that a round ($1) has tracks of, under earlier codes too; one of them ($2), or all when it is empty: code, and what changes whenever line or tracks do.
WITH RECURSIVE heir AS (
    SELECT DISTINCT line_code AS old, line_code AS code FROM round_walk WHERE round = $1
    UNION
    SELECT h.old, m.new_code FROM heir h JOIN line_move m ON m.old_code = h.code)
SELECT l.code, md5(string_agg(w.mark, ',' ORDER BY w.mark) || md5(l.geom::bytea))
FROM heir h
JOIN boundary_line l ON l.code = h.code AND l.status <> 'retired' AND (l.valid_to IS NULL OR l.valid_to > current_date)
JOIN round_walk w ON w.round = $1 AND w.line_code = h.old
WHERE $2::text = '' OR l.code = $2
GROUP BY l.code ORDER BY l.code
