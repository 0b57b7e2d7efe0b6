import { useEffect, useRef, useState } from 'react';
import { Text } from '../../ui/text.tsx';
import './bar-chart.css';
import type { BarChartProps, Bars } from './bars.ts';
import { organiserWords as words } from '../words.ts';

/**
 * A chart that people read from two metres away, and the same data as a table, for screen readers and for
 * copying.
 */
export function BarChart({ title, first, rows, series, lying = false }: BarChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [bars, setBars] = useState<Bars>();
  useEffect(() => {
    let gone = false;
    let own: Bars | undefined;
    // The library is large, and attendees must never wait for it.
    void import('./draw-bars.ts').then(({ barsAt }) => {
      if (gone || !place.current) return;
      own = barsAt(place.current);
      setBars(own);
    });
    return () => {
      gone = true;
      own?.dispose();
    };
  }, []);
  useEffect(() => bars?.show({ rows, series, lying }), [bars, rows, series, lying]);

  return (
    <figure className="bar-chart">
      <figcaption>
        <h2>
          <Text words={title} beside />
        </h2>
      </figcaption>
      <div className="bar-chart-picture" ref={place} aria-hidden="true" />
      <details>
        <summary>
          <Text words={words.numbers} beside />
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{first.zh}</th>
              {series.map(({ name }) => (
                <th key={name.en} scope="col">
                  {name.zh}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {series.map(({ name, values }) => (
                  <td key={name.en}>{values[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
