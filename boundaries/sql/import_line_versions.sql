-- Versions of all lines.
SELECT code, version FROM boundary_line
