create table documents (
  id         bigint      primary key,
  title      text        not null,
  content    text        not null,
  author     uuid        not null,
  tags       text[]      not null,
  version    integer     not null,
  created_at timestamptz not null
);

create table grants (
  user_id     uuid   not null,
  document_id bigint not null references documents (id),
  constraint grants_key primary key (user_id, document_id)
);

create table comments (
  id          bigint generated always as identity primary key,
  document_id bigint not null references documents (id),
  author      uuid   not null,
  text        text   not null
);
