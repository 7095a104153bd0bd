-- The answers to requests with an Idempotency-Key. A key holds as long as its row: delete old ones now and then,
-- such as DELETE FROM verge_idempotency WHERE created_at < now() - interval '1 day'.
CREATE TABLE verge_idempotency (
    operation   text NOT NULL,
    caller      text NOT NULL,
    key         text NOT NULL,
    fingerprint text NOT NULL,
    answer      jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (operation, caller, key)
);
CREATE INDEX verge_idempotency_created_at ON verge_idempotency (created_at);
