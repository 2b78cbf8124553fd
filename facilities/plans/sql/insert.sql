-- Adds a plan document.
INSERT INTO facility_plan (id, title, number, authority, issued_on, area_code, year_from, year_to, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
