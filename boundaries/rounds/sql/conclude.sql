-- Notes the conclusion ($3) of a round ($1) in the register of lines ($2).
INSERT INTO round_result AS r (round, line_code, result) VALUES ($1, $2, $3)
ON CONFLICT (line_code, round) DO UPDATE SET result = excluded.result WHERE r.result <> excluded.result
