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

-- The same documents, where row-level security says who may see which, to the owner of the table too.
create table mine (like documents including all);
alter table mine enable row level security;
alter table mine force row level security;
create policy granted on mine for select using (exists (
  select from grants g
   where g.document_id = id
     and g.user_id = (current_setting('request.jwt.claims')::json ->> 'oid')::uuid));
