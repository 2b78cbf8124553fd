-- The frozen archives.
SELECT round, sha256, size, files FROM round_archive ORDER BY round
