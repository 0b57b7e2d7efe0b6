import type { KeyboardEvent } from 'react';

/** Arrows move through a month, as in every calendar; Tab leaves it. */

const DAYS_AWAY: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

export function moveThroughMonth(event: KeyboardEvent<HTMLButtonElement>): void {
  const away = DAYS_AWAY[event.key];
  const month = event.currentTarget.closest('tbody');
  if (away === undefined || !month) return;
  const days = [...month.querySelectorAll<HTMLButtonElement>('button:enabled')];
  const day = days[days.indexOf(event.currentTarget) + away];
  if (!day) return;
  event.preventDefault();
  day.focus();
}
