-- Levels of all lines.
SELECT code, level FROM boundary_line
