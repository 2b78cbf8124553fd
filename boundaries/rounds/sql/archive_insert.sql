-- Notes the frozen archive of a round.
INSERT INTO round_archive (round, sha256, size, files, made_by) VALUES ($1, $2, $3, $4, $5)
