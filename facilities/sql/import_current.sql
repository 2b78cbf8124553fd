-- Every facility as it is shown, for comparison with the rows of an export.
SELECT * FROM facility_record
