export const othersBoxes = `
-- At an organiser's station: boxes that entrances sealed, from a server or a stick. The sealed bytes come first, so
-- that a salvaged row is never taken for a box of our own.
CREATE TABLE others_box (
  sealed BLOB NOT NULL,
  pseudonym BLOB NOT NULL,
  holds TEXT NOT NULL,
  stamp_ms INTEGER NOT NULL,
  PRIMARY KEY (sealed, pseudonym, holds)
) STRICT, WITHOUT ROWID;
CREATE INDEX others_box_of_person ON others_box (pseudonym);
`;
