/** How far a download is, on one line of a terminal; in a log, a line for each tenth. */

export interface ProgressLine {
  show(received: number, total: number | undefined): void;
  /** Leaves the line, for what is printed next. */
  end(): void;
}

export function progressLine(
  name: string,
  terminal: { readonly isTTY?: boolean; write(text: string): unknown },
): ProgressLine {
  const step = terminal.isTTY ? 1 : 10;
  let shown = -1;
  return {
    show(received, total) {
      const megabytes = Math.floor(received / 1e6);
      const percent = total && Math.floor((received / total) * 100);
      const at = Math.floor((percent ?? megabytes) / step);
      if (at === shown) return;
      shown = at;
      const line = `${name}：${percent === undefined ? '' : `${percent} %，`}${megabytes}${total ? ` / ${Math.ceil(total / 1e6)}` : ''} MB`;
      terminal.write(terminal.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (terminal.isTTY && shown >= 0) terminal.write('\n');
    },
  };
}
