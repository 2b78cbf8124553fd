-- Keeps the coverage of a line of a round that is closed.
INSERT INTO round_coverage (round, line_code, covered, stretches, length_m, tracks) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (round, line_code) DO NOTHING
