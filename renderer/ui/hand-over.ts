/** For a file that the station can't save: the browser downloads it. */
export function handOver(
  { name, base64 }: { readonly name: string; readonly base64: string },
  type: string,
): void {
  const link = document.createElement('a');
  link.href = `data:${type};base64,${base64}`;
  link.download = name;
  link.click();
}
