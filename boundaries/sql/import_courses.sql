-- Courses of the lines in force, to tell in which system markers of a file are.
SELECT code, geom FROM boundary_line WHERE valid_to IS NULL
