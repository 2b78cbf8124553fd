-- How many siting runs have not ended.
SELECT count(*) FROM siting_run WHERE state = 'queued'
