-- Notes the conclusion of a round for a line.
INSERT INTO round_result AS r (line_code, round, result) VALUES ($1, $2, $3)
ON CONFLICT (line_code, round) DO UPDATE SET result = excluded.result WHERE r.result <> excluded.result
