-- The number of the last revision, and whether boundaries are only schematic.
SELECT coalesce((SELECT max(id) FROM revision), 0), coalesce((SELECT value = 'true' FROM setting WHERE key = 'schematic'), false)
