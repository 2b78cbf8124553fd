-- Number of the agreement document of a line.
SELECT agreement FROM boundary_line WHERE code = $1
