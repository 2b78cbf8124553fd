-- Whether the bureau of an area ($2) is that of another ($1) or the one that took its place.
SELECT $2::text = $1 OR $2 = ANY (area_now($1))
