import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { qrSvg } from '../../shared/qr-svg.ts';
import { spoken, type Words } from './text.tsx';

/** Fills its box with modules of a whole number of the screen's own dots, so that none is blurred. */
export function Qr({ text, label }: { text: string; label: Words }) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const { svg, side: modules } = useMemo(() => qrSvg(text), [text]);
  // Before the first paint: people wait for this picture, and a frame without it helps nobody.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    setRoom(Math.min(element.clientWidth, element.clientHeight));
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
          src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
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
