import './willow.css';

/**
 * The motif of the design: willow branches in a spring wind. A rule places the leaves, not chance, so that
 * every screen draws the same tree.
 */

interface Point {
  readonly x: number;
  readonly y: number;
}
type Curve = readonly [Point, Point, Point, Point];

interface Branch {
  readonly curve: Curve;
  readonly leaves: number;
  readonly size: number;
  readonly sway: 1 | 2 | 3;
}

const p = (x: number, y: number): Point => ({ x, y });
const branches: readonly Branch[] = [
  { curve: [p(610, -30), p(560, 120), p(585, 330), p(508, 520)], leaves: 25, size: 34, sway: 1 },
  { curve: [p(520, -30), p(500, 90), p(470, 210), p(410, 330)], leaves: 17, size: 31, sway: 2 },
  { curve: [p(440, -30), p(420, 50), p(375, 120), p(318, 176)], leaves: 11, size: 28, sway: 3 },
  { curve: [p(668, -30), p(650, 160), p(668, 460), p(604, 700)], leaves: 31, size: 36, sway: 2 },
  { curve: [p(360, -30), p(340, 10), p(300, 50), p(250, 74)], leaves: 7, size: 24, sway: 1 },
];

function along([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (a: number, b: number, c: number, d: number): number =>
    u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

function stem([a, b, c, d]: Curve): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}

/** A willow leaf: long, narrow, widest near the stem. */
function leaf(length: number): string {
  const w = length * 0.15;
  return `M0 0C${length * 0.3} ${-w * 1.5} ${length * 0.7} ${-w} ${length} 0C${length * 0.7} ${w * 0.7} ${length * 0.3} ${w} 0 0Z`;
}

const greens = ['#7fb069', '#5f9a5a', '#9cc487', '#4c8660'];

function leavesOf({ curve, leaves, size }: Branch) {
  return Array.from({ length: leaves }, (_, i) => {
    const t = 0.06 + (0.94 * (i + 1)) / leaves;
    const at = along(curve, t);
    const before = along(curve, t - 0.02);
    const heading = (Math.atan2(at.y - before.y, at.x - before.x) * 180) / Math.PI;
    // Golden steps: near neighbours differ, and no pattern shows.
    const wobble = ((i * 0.618034) % 1) - 0.5;
    const side = i % 2 === 0 ? 1 : -1;
    const last = i === leaves - 1;
    return {
      key: i,
      d: leaf(size * (1.05 - 0.35 * t + wobble * 0.3) * (last ? 1.2 : 1)),
      transform: `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) rotate(${(heading + (last ? 0 : side * (27 + wobble * 22))).toFixed(1)})`,
      fill: greens[Math.floor(((i * 0.618034 + size) % 1) * greens.length)] ?? '#7fb069',
    };
  });
}

const drawn = branches.map((branch, key) => ({
  key,
  sway: branch.sway,
  stem: stem(branch.curve),
  leaves: leavesOf(branch),
}));

/** Hangs from the upper right corner of its container. */
export function Willow({ faint = false }: { faint?: boolean }) {
  return (
    <svg
      className={faint ? 'willow willow-faint' : 'willow'}
      viewBox="0 0 700 760"
      preserveAspectRatio="xMaxYMin meet"
      aria-hidden="true"
      focusable="false"
    >
      {drawn.map(({ key, sway, stem, leaves }) => (
        <g key={key} className={`branch sway-${sway}`}>
          <path d={stem} fill="none" stroke="#4c8660" strokeWidth="2.6" strokeLinecap="round" />
          {leaves.map(({ key, ...leaf }) => (
            <path key={key} {...leaf} />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Three strokes of wind, with what it carries. */
export function Wind() {
  return (
    <svg
      className="wind"
      viewBox="0 100 1200 200"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <g fill="none" strokeLinecap="round" strokeWidth="5">
        <path
          className="gust gust-1"
          stroke="#cfe0bd"
          d="M-40 190C190 90 330 260 560 190S900 70 1240 150"
        />
        <path
          className="gust gust-2"
          stroke="#e3ecd3"
          d="M-40 236C210 150 380 300 640 236S980 140 1240 214"
        />
        <path
          className="gust gust-3"
          stroke="#dbe7c8"
          d="M-40 276c260-60 420 40 700-10s380-60 580-10"
        />
      </g>
      <g className="petals" fill="#e88b7b">
        <path d="M372 176c8-10 20-9 24 0-8 8-18 9-24 0Z" />
        <path d="M690 210c10-4 18 2 16 11-10 2-17-2-16-11Z" fill="#f0a99b" />
        <path d="M884 118c4-10 14-12 19-4-4 9-13 11-19 4Z" />
      </g>
    </svg>
  );
}
