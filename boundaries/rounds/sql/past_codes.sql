-- A line's code and the codes that it had before.
SELECT line_past($1)
