-- Lets a hook that waits for its next attempt try at once.
UPDATE webhook_state SET next_at = now() WHERE hook_id = $1
