-- Which registration served for which parcel, as sender or agent: whether a registration is still needed (records of service, evidence) is asked here, and so is which parcels are a
-- person's when he names his document. In the order of parcels, whose ids begin with the time, so that old rows are found without an index of their own.
CREATE TABLE registration_uses (
  waybill_id      BINARY(16) NOT NULL REFERENCES waybills (id),
  registration_id BINARY(16) NOT NULL REFERENCES registrations (id),
  used_at         BIGINT     NOT NULL,
  PRIMARY KEY (waybill_id, registration_id)
);
CREATE INDEX ix_registration_uses_registration ON registration_uses (registration_id, used_at);

-- Parcels of before this table: the phone is all that can be compared. It may belong to several people, so rather too much is kept than too little.
INSERT INTO registration_uses (waybill_id, registration_id, used_at)
SELECT v.waybill_id, r.id, MAX(v.created_at)
FROM registrations r
JOIN waybill_versions v ON v.sender_phone_key = r.phone_key
GROUP BY v.waybill_id, r.id;

-- Statuses set by hand, apart from the registration: a corrected row of a file must not undo them, and an erasure must not let a document that was reported lost be registered afresh
-- unnoticed. Keyed hash, kind and status, no cipher text. until_at is NULL while the registration is there; without it, the row ends then.
CREATE TABLE document_statuses (
  number_key VARBINARY(64) NOT NULL,
  id_type    NVARCHAR(30)  NOT NULL,
  status     NVARCHAR(30)  NOT NULL,
  set_at     BIGINT        NOT NULL,
  until_at   BIGINT        NULL,
  PRIMARY KEY (number_key, id_type)
);
CREATE INDEX ix_document_statuses_until ON document_statuses (until_at) WHERE until_at IS NOT NULL;

-- Those that were set before: where the last change was one of status, it still stands.
INSERT INTO document_statuses (number_key, id_type, status, set_at)
SELECT r.number_key, r.id_type, r.status, c.changed_at
FROM registrations r
JOIN registration_changes c ON c.registration_id = r.id
WHERE c.kind = 'status'
  AND NOT EXISTS (
    SELECT 1
    FROM registration_changes l
    WHERE l.registration_id = r.id
      AND (l.changed_at > c.changed_at OR (l.changed_at = c.changed_at AND l.id > c.id)));

-- A refused registration counts as well: it tells that the document is known. registration_id is then whose it is.
ALTER TABLE counter_registrations ADD refused INT NOT NULL DEFAULT 0;
CREATE INDEX ix_counter_registrations_registration ON counter_registrations (registration_id);
CREATE INDEX ix_counter_registrations_time ON counter_registrations (registered_at);

-- A parcel that cannot be screened again waits longer each time, and holds back no other.
ALTER TABLE identity_waits ADD attempts INT NOT NULL DEFAULT 0;
ALTER TABLE identity_waits ADD next_look BIGINT NOT NULL DEFAULT 0;

-- How far a job has walked through a large table, so that each run looks at a part of it and the next one goes on.
CREATE TABLE job_cursors (
  name     NVARCHAR(100) NOT NULL PRIMARY KEY,
  position BINARY(16)    NOT NULL
);
