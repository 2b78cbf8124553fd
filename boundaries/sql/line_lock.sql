-- Version and parties of a line, locked for a change.
SELECT version, left_area, right_area FROM boundary_line WHERE code = $1 FOR UPDATE
