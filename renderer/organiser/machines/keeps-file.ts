import { use } from 'react';
import type { HandedOver } from '../../../shared/contract/shapes.ts';
import { PageDesk } from '../../saving/saving.ts';

/** A station without an organiser's file of its own hands the new one over, which must be kept. */
export function useKeepsFile(): (file: HandedOver | null) => Promise<void> {
  const { keep } = use(PageDesk);
  return async (file) => {
    if (file) await keep(file, 'application/json');
  };
}
