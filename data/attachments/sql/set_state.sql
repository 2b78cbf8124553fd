-- Notes what the virus scan $2 found of the attachment $1 that had none.
UPDATE attachment SET state = $2 WHERE id = $1 AND state = 'scan_failed'
