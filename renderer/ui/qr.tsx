import { create } from 'qrcode';
import { useEffect, useMemo, useRef, useState } from 'react';
import { spoken, type Words } from './text.tsx';

/** Scanners want this much white around it. */
const QUIET = 4;

/** Fills its box with modules of a whole number of the screen's own dots, so that none is blurred. */
export function Qr({ text, label }: { text: string; label: Words }) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const { picture, modules } = useMemo(() => drawing(text), [text]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(Math.min(entry.contentRect.width, entry.contentRect.height));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const dots = Math.floor((room * window.devicePixelRatio) / modules);
  const side = (dots * modules) / window.devicePixelRatio;
  return (
    <div ref={box} className="qr">
      {dots > 0 && (
        <img
          src={picture}
          alt={spoken(label)}
          data-testid="pass-qr"
          width={side}
          height={side}
          draggable={false}
        />
      )}
    </div>
  );
}

function drawing(text: string): { picture: string; modules: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (data[y * size + x]) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
    }
  }
  const side = size + 2 * QUIET;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
  return { picture: `data:image/svg+xml,${encodeURIComponent(svg)}`, modules: side };
}
