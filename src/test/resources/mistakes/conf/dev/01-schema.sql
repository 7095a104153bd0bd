CREATE TYPE state AS ENUM ('new', 'open', 'done');

CREATE TABLE item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code uuid NOT NULL,
    name text NOT NULL,
    amount numeric,
    state state NOT NULL,
    due date,
    made timestamptz NOT NULL DEFAULT now(),
    tags text[] NOT NULL,
    owner text NOT NULL
);
