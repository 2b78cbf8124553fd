-- Course of a line.
SELECT geom FROM boundary_line WHERE code = $1
