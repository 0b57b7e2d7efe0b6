export const evidence = `
-- Facts whose station may not write them: they stay on their chains, and count nowhere.
CREATE TABLE evidence (
  station INTEGER NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (station, incarnation, seq)
) STRICT, WITHOUT ROWID;
`;
