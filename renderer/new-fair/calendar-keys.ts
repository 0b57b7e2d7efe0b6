import type { KeyboardEvent } from 'react';

/** Arrows move through a month, as in every calendar; Tab leaves it. */

const DAYS_AWAY: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

export function moveThroughMonth(event: KeyboardEvent<HTMLElement>): void {
  const away = DAYS_AWAY[event.key];
  if (away === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const days = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')];
  const day = days[days.indexOf(event.target) + away];
  if (!day) return;
  event.preventDefault();
  day.focus();
}
