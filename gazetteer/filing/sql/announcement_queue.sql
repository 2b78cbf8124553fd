-- Lets the publications of a bureau ($1) follow one another, so that its numbers have no gaps.
SELECT pg_advisory_xact_lock(hashtext('cairn.announcement'), hashtext($1::text))
