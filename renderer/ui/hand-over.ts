/** A file that the station can't save by itself: the browser puts it where it puts what is downloaded. */
export function handOver(
  { name, base64 }: { readonly name: string; readonly base64: string },
  type: string,
): void {
  const link = document.createElement('a');
  link.href = `data:${type};base64,${base64}`;
  link.download = name;
  link.click();
}
