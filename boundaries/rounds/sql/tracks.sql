-- Tracks of a line in a round.
SELECT id, to_char(walked_on, 'YYYY-MM-DD'), team, geom FROM round_tracks($1, $2) ORDER BY walked_on, id
