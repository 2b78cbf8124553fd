-- A new hook hears of what comes after the last seal.
INSERT INTO webhook_state (hook_id, seq) SELECT $1, coalesce(max(seq), 0) FROM chain
