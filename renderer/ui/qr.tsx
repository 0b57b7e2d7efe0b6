import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { qrSvg } from '../../shared/qr-svg.ts';
import { type CodeOnScreen, leastCodeSide, readableSide, wholeDots } from './code-size.ts';
import './qr.css';
import { spoken, type Words } from './text.tsx';

export interface QrProps {
  readonly text: string;
  readonly label: Words;
  /** For a pass: reports how its code can be shown. Codes for a desk fill their box. */
  readonly onShown?: (how: CodeShown) => void;
}

/** `missing`: there is no readable code on the screen. */
export type CodeShown = 'well' | 'too-small' | 'missing';

/** Boxes are laid out in fractions of a pixel. */
const SLACK_PX = 0.5;

/** Fills its box with modules of whole screen dots, so that none is blurred. */
export function Qr({ text, label, onShown }: QrProps) {
  const box = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState(0);
  const { svg, side: modules, quiet } = useMemo(() => qrSvg(text), [text]);
  const measured = useEffectEvent((width: number, height: number) => {
    const room = Math.min(width, height);
    // Asked for now: the window may just have been turned, or enlarged by the system.
    const { devicePixelRatio: dotsPerPixel, innerWidth, innerHeight } = window;
    const shortSide = Math.min(innerWidth, innerHeight);
    setSide(wholeDots(room, modules, dotsPerPixel));
    onShown?.(judged(room + SLACK_PX, { modules, quiet, shortSide, dotsPerPixel }));
  });
  // Before the first paint, because people wait for this picture.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      // The first screen is hidden until its typefaces are loaded; the observer notices when it appears.
      if (element.checkVisibility()) measured(element.clientWidth, element.clientHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);
  return (
    <div ref={box} className="qr">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
        alt={spoken(label)}
        data-testid={onShown ? 'pass-qr' : 'qr'}
        onError={() => onShown?.('missing')}
        width={side}
        height={side}
        draggable={false}
      />
    </div>
  );
}

function judged(room: number, code: CodeOnScreen): CodeShown {
  if (room >= leastCodeSide(code)) return 'well';
  return room >= readableSide(code) ? 'too-small' : 'missing';
}
