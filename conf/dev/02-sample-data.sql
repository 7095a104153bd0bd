-- The sample team. Each identifier is the oid in the token of the caller of the same name in callers.yaml.
insert into users (id, email, name, department, created_at) values
  ('a0000000-0000-4000-8000-000000000001', 'ada@team.example',   'Ada Admin',    'Operations', '2026-01-05T08:00:00Z'),
  ('a0000000-0000-4000-8000-000000000002', 'otto@team.example',  'Otto Owner',   'Research',   '2026-01-06T08:00:00Z'),
  ('a0000000-0000-4000-8000-000000000003', 'wanda@team.example', 'Wanda Writer', 'Research',   '2026-01-07T08:00:00Z'),
  ('a0000000-0000-4000-8000-000000000004', 'rita@team.example',  'Rita Reader',  null,         '2026-01-08T08:00:00Z');

-- Fixed identifiers, so that the answers in the README are the answers of every start.
insert into documents (id, author_id, folder, title, content, tags, metadata, created_at, updated_at)
overriding system value values
  (1, 'a0000000-0000-4000-8000-000000000002', 'plans', 'Roadmap',
   'The next release brings searching in every document.',
   '{plan,public}', '{"quarter": "2026-Q1", "reviewed": true}', '2026-02-02T09:00:00Z', '2026-02-02T09:00:00Z'),
  (2, 'a0000000-0000-4000-8000-000000000002', 'plans', 'Budget',
   'Servers, licences and one search engine less.',
   '{plan,internal}', '{"quarter": "2026-Q1", "amount": 12500.50}', '2026-02-03T09:00:00Z', '2026-02-03T09:00:00Z'),
  (3, 'a0000000-0000-4000-8000-000000000003', 'notes', 'Meeting notes',
   'We decided to release on Tuesday.',
   '{}', '{}', '2026-02-04T09:00:00Z', '2026-02-04T09:00:00Z');

alter table documents alter column id restart with 4;

insert into grants (document_id, user_id, access, granted_at) values
  (1, 'a0000000-0000-4000-8000-000000000002', 'owner', '2026-02-02T09:00:00Z'),
  (1, 'a0000000-0000-4000-8000-000000000003', 'write', '2026-02-02T10:00:00Z'),
  (1, 'a0000000-0000-4000-8000-000000000004', 'read',  '2026-02-02T10:00:00Z'),
  (2, 'a0000000-0000-4000-8000-000000000002', 'owner', '2026-02-03T09:00:00Z'),
  (3, 'a0000000-0000-4000-8000-000000000003', 'owner', '2026-02-04T09:00:00Z'),
  (3, 'a0000000-0000-4000-8000-000000000002', 'read',  '2026-02-04T10:00:00Z');
