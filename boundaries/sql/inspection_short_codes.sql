-- Beginnings of the numbers of the markers on our lines.
SELECT DISTINCT short_code FROM boundary_line WHERE short_code <> ''
