-- Which other entry than $2 has or had the place code $1 (*** for one that a reader of the grade $4 may not know), and whether its area ($3, 9 digits) is one that exists no longer.
SELECT (SELECT CASE WHEN p.grade <= $4 THEN p.name ELSE '***' END FROM place_code_held h JOIN place p ON p.id = h.place_id
        WHERE h.code = $1 AND h.place_id <> $2),
       EXISTS (SELECT FROM area WHERE rpad(code, 9, '0') = $3 AND valid_to <= current_date)
