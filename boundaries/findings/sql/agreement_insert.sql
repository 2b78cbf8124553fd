-- Adds a peaceful-boundary agreement to a dispute ($1): day, document, note.
INSERT INTO dispute_agreement (dispute_id, seq, signed_on, document, note)
SELECT $1, coalesce(max(seq), 0) + 1, $2::text::date, $3::text, $4::text FROM dispute_agreement WHERE dispute_id = $1
