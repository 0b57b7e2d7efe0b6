export const tally = `
-- A projection of the ledger, kept in the same transaction; it can be dropped and rebuilt.
CREATE TABLE tally (
  scope TEXT NOT NULL,
  figure TEXT NOT NULL,
  slice TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (scope, figure, slice)
) STRICT, WITHOUT ROWID;
`;
