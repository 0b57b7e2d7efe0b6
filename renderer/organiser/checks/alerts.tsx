import { wallClock } from '../../../shared/calendar.ts';
import { alertsOf } from '../../../shared/report/alerts.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import { Text } from '../../ui/text.tsx';
import { alertWords } from './alert-words.ts';
import './alerts.css';
import { organiserWords as words } from '../words.ts';

/** Stations that somebody should visit; empty if all is well. */
export function Alerts({ view, most }: { view: DayView; most: number }) {
  const alerts = alertsOf(view.coverage, view.nowMs);
  const clock = (ms: number): string => wallClock(ms, view.fair.utcOffsetMinutes);
  if (alerts.length === 0) return undefined;
  const more = alerts.length - most;
  return (
    <section className="alerts" aria-label={words.alerts(alerts.length).zh}>
      <h2>
        <Text words={words.alerts(alerts.length)} beside />
      </h2>
      <ul>
        {alerts.slice(0, most).map((alert) => (
          <li key={`${alert.kind} ${alert.slot} ${alert.kind === 'reader' ? alert.name : ''}`}>
            <b>
              {alert.slot} · {alert.zh}
            </b>
            <Text words={alertWords(alert, clock)} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="quiet">
          <Text words={words.moreAlerts(more)} beside />
        </p>
      )}
    </section>
  );
}
