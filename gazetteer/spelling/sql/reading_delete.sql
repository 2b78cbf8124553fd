-- Gives a reading up; its history stays.
DELETE FROM naming_reading WHERE id = $1
