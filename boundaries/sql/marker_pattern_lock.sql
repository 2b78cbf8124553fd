-- Version of the pattern of a level, locked for a change.
SELECT version FROM marker_pattern WHERE level = $1 FOR UPDATE
