-- Number of the last change in the trail.
SELECT coalesce(max(seq), 0) FROM chain
