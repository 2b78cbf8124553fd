-- What a round ($1) has seen of the markers of a line ($2).
SELECT marker_id, number, done, inspection_id, to_char(counted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), coalesce(observer, ''), conditions, note
FROM round_marker WHERE round = $1 AND line_code = $2 ORDER BY number, marker_id
