-- Keeps others from setting the parameters of travel times until the end of the transaction.
SELECT version FROM network_setting FOR UPDATE
