-- The schema of the sample: documents of a team, and who may do what with each of them.
-- The dev mode applies the files of this directory in the order of their names to an empty database.

-- The order of the values is the order of the rights, so "at least write" is simply: access >= 'write'.
create type access_level as enum ('read', 'write', 'owner');

-- The identifier is the caller's oid: the key of a user of the identity provider, which never changes or returns.
create table users (
  id         uuid        primary key,
  email      text        not null,
  name       text        not null,
  department text,
  created_at timestamptz not null default now(),
  constraint users_email_unique        unique (email),
  constraint users_email_is_lower_case check (email = lower(email)),
  constraint users_name_not_blank      check (name ~ '\S')
);

create table documents (
  id         bigint      generated always as identity primary key,
  author_id  uuid        not null,
  folder     text        not null,
  title      text        not null,
  content    text        not null,
  tags       text[]      not null default '{}',
  metadata   jsonb       not null default '{}',
  version    integer     not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Made by the database, so that no statement can forget it; a word in the title weighs more than one in the text.
  search     tsvector    not null generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', content), 'B')
  ) stored,
  constraint documents_author_exists       foreign key (author_id) references users (id),
  constraint documents_title_unique        unique (author_id, folder, title),
  constraint documents_folder_not_blank    check (folder ~ '\S'),
  constraint documents_title_not_blank     check (title ~ '\S'),
  constraint documents_metadata_is_object  check (jsonb_typeof(metadata) = 'object'),
  -- A schema can count the members of an object, not its bytes.
  constraint documents_metadata_is_small   check (octet_length(metadata::text) <= 8192)
);

create index documents_search on documents using gin (search);

-- The key begins with the user because the most frequent question is which documents a user may see. It carries the
-- level along, so that checking a right reads the index and nothing else.
create table grants (
  user_id     uuid         not null,
  document_id bigint       not null,
  access      access_level not null,
  granted_at  timestamptz  not null default now(),
  constraint grants_key             primary key (user_id, document_id) include (access),
  constraint grants_user_exists     foreign key (user_id) references users (id) on delete cascade,
  constraint grants_document_exists foreign key (document_id) references documents (id) on delete cascade
);

-- Without it, deleting a document would read the whole table to find its grants.
create index grants_document on grants (document_id);

-- An update carries the version that its caller has read. Another version by now means that somebody else was faster;
-- the error's SQLSTATE is ours (class DV), and the contract says which status it becomes.
create function documents_check_version() returns trigger language plpgsql as $$
begin
  if new.version <> old.version then
    raise exception using errcode = 'DV001', message = 'the document has changed since it was read';
  end if;
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

create trigger documents_check_version before update on documents
  for each row execute function documents_check_version();
