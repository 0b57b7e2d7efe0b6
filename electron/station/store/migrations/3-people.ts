export const people = `
-- What the person consented to have readable at entrances.
CREATE TABLE profile (
  pseudonym BLOB PRIMARY KEY,
  masked_name TEXT NOT NULL,
  surname TEXT NOT NULL,
  title TEXT NOT NULL,
  about TEXT NOT NULL,
  reissue INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed to the organiser's key on arrival; this station cannot open them again.
CREATE TABLE box (
  pseudonym BLOB NOT NULL,
  holds TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (pseudonym, holds)
) STRICT, WITHOUT ROWID;

-- People who registered on line, found by keyed hashes alone.
CREATE TABLE registration (
  lookup BLOB PRIMARY KEY,
  pseudonym BLOB NOT NULL,
  profile TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_of_person ON registration (pseudonym);
`;
