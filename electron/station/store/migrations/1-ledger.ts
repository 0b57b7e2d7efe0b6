export const ledger = `
-- A station that lost its newest facts goes on as a new incarnation of itself, from the head it still has.
CREATE TABLE incarnation (
  number INTEGER PRIMARY KEY,
  incarnation TEXT NOT NULL UNIQUE,
  from_seq INTEGER NOT NULL,
  from_hash BLOB NOT NULL,
  began_ms INTEGER NOT NULL
) STRICT;

-- The only truth. text is the canonical JSON that was hashed; salt and pseudonym stand beside it
-- so that a person can be taken out and the chain still holds.
CREATE TABLE fact (
  station INTEGER NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  hash BLOB NOT NULL,
  pseudonym BLOB,
  salt BLOB,
  target TEXT,
  PRIMARY KEY (station, incarnation, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_of_person ON fact (pseudonym) WHERE pseudonym IS NOT NULL;
CREATE INDEX fact_about_fact ON fact (target) WHERE target IS NOT NULL;
CREATE INDEX fact_of_clock_or_booth ON fact (kind) WHERE kind IN ('clock', 'booth');
`;
