/** The format of `ar`, in which a .deb holds its three members (deb(5)). */
export function arOf(
  members: readonly { readonly name: string; readonly bytes: Buffer }[],
  mtime: Date,
): Buffer {
  const seconds = String(Math.floor(mtime.getTime() / 1000));
  const parts = members.flatMap(({ name, bytes }) => {
    const fields = [
      name.padEnd(16),
      seconds.padEnd(12),
      '0'.padEnd(6),
      '0'.padEnd(6),
      '100644'.padEnd(8),
      String(bytes.length).padEnd(10),
      '`\n',
    ];
    // Each member begins at an even place.
    const fill = Buffer.from(bytes.length % 2 === 1 ? '\n' : '');
    return [Buffer.from(fields.join(''), 'latin1'), bytes, fill];
  });
  return Buffer.concat([Buffer.from('!<arch>\n', 'latin1'), ...parts]);
}
