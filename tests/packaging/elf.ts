/**
 * Reads which versions of system libraries a Linux program or library asks for: the section
 * `.gnu.version_r` (System V ABI; Linux Standard Base, "Symbol Versioning").
 */

/** Kylin V10, UOS 20 and Debian 10. */
export const OLDEST_LINUX = {
  GLIBC: '2.28',
  GLIBCXX: '3.4.24',
  CXXABI: '1.3.11',
  GCC: '3.4',
  LIBUDEV: '183',
} as const;

const MAGIC = 0x7f454c46;
const VERSIONS_NEEDED = 0x6ffffffe;
/** Offsets in the ELF header and in a section header, for 64 bits. */
const HEADER = { sections: 0x28, sectionSize: 0x3a, sectionCount: 0x3c };
const SECTION = { type: 0x04, offset: 0x18, link: 0x28, info: 0x2c };

export function isElf(file: Buffer): boolean {
  return file.length > 4 && file.readUInt32BE(0) === MAGIC;
}

/** Such as `GLIBC_2.28`, each once. */
export function versionsNeeded(file: Buffer): string[] {
  if (!isElf(file) || file[4] !== 2 || file[5] !== 1) {
    throw new Error('not a little-endian 64-bit ELF file');
  }
  const sections = Number(file.readBigUInt64LE(HEADER.sections));
  const size = file.readUInt16LE(HEADER.sectionSize);
  const sectionAt = (index: number): number => sections + index * size;
  const offsetOf = (section: number): number =>
    Number(file.readBigUInt64LE(section + SECTION.offset));
  const names = new Set<string>();
  for (let index = 0; index < file.readUInt16LE(HEADER.sectionCount); index += 1) {
    const section = sectionAt(index);
    if (file.readUInt32LE(section + SECTION.type) !== VERSIONS_NEEDED) continue;
    const strings = offsetOf(sectionAt(file.readUInt32LE(section + SECTION.link)));
    let library = offsetOf(section);
    for (let left = file.readUInt32LE(section + SECTION.info); left > 0; left -= 1) {
      let version = library + file.readUInt32LE(library + 8);
      for (let more = file.readUInt16LE(library + 2); more > 0; more -= 1) {
        const start = strings + file.readUInt32LE(version + 8);
        names.add(file.toString('latin1', start, file.indexOf(0, start)));
        version += file.readUInt32LE(version + 12);
      }
      library += file.readUInt32LE(library + 12);
    }
  }
  return [...names];
}

/** Part by part, as numbers; a word, such as `PRIVATE`, is above every number. */
const { compare } = new Intl.Collator('en', { numeric: true });

/** Those above a floor, such as `{ GLIBC: '2.28' }`; a family without a floor is above it. */
export function aboveFloor(
  floor: Readonly<Record<string, string>>,
  versions: readonly string[],
): string[] {
  return versions.filter((name) => {
    const [family = '', version = ''] = name.split('_');
    const most = floor[family];
    return most === undefined || compare(version, most) > 0;
  });
}
