export const tombstones = `
-- The tombstones of valid orders, by themselves: nothing here says whose they are, or in which order they came.
CREATE TABLE tombstone (
  tombstone BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
`;
