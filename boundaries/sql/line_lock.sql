-- Version and parties of a line, and the day on which it ended, locked for a change.
SELECT version, left_area, right_area, CASE WHEN valid_to <= current_date THEN valid_to::text END FROM boundary_line WHERE code = $1 FOR UPDATE
