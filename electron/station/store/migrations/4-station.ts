export const station = `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What staff must be told, until they say that they have read it.
CREATE TABLE notice (
  number INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  read INTEGER NOT NULL DEFAULT 0
) STRICT;
`;
