-- Takes the parts of a draft away, to write them anew.
DELETE FROM area_change_part WHERE change_id = $1
