-- Version and status of a marker, locked for a change.
SELECT version, status FROM marker WHERE id = $1 FOR UPDATE
