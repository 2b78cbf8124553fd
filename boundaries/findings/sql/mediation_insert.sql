-- Adds a step of mediation to a dispute ($1): day, who, result.
INSERT INTO dispute_mediation (dispute_id, seq, held_on, who, result)
SELECT $1, coalesce(max(seq), 0) + 1, $2::text::date, $3::text, $4::text FROM dispute_mediation WHERE dispute_id = $1
