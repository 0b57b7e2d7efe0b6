export const booth = `
-- Where it happened: a booth, or a service desk.
ALTER TABLE fact ADD COLUMN booth TEXT;
UPDATE fact SET booth = coalesce(json_extract(text, '$.what.booth'), json_extract(text, '$.what.desk'));
CREATE INDEX fact_at_booth ON fact (booth, station, seq) WHERE booth IS NOT NULL;

-- What a recruiter wrote of someone: off the chain, so that it can be taken away.
CREATE TABLE note (
  number INTEGER PRIMARY KEY,
  pseudonym BLOB NOT NULL,
  booth TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX note_of_person ON note (pseudonym);

CREATE INDEX fact_on_paper ON fact (kind) WHERE kind = 'paper';

-- Who did what at this station, each entry with the hash of the one before it.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
`;
