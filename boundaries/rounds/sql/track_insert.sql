-- A new track of a line in a round.
INSERT INTO round_track (id, round, line_code, walked_on, team, geom, author) VALUES ($1, $2, $3, $4::text::date, $5, $6, $7)
