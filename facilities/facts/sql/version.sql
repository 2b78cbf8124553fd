-- Number of the last change in the trail: it names the state of the data.
SELECT coalesce(max(seq), 0) FROM chain
