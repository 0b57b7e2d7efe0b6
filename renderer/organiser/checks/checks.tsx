import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { DayView } from '../../../shared/report/day-view.ts';
import { Text } from '../../ui/text.tsx';
import { AnomalyList } from './anomalies.tsx';
import './checks.css';
import type { OrganiserAtWork } from '../day.ts';
import { MergedCases } from './merged-cases.tsx';
import { organiserWords as words } from '../words.ts';

/** Before publication: what looks odd, and what was merged. */
export function Checks({ organiser, view }: { organiser: OrganiserAtWork; view: DayView }) {
  const { anomalies } = useStore(organiser);
  useEffect(() => void organiser.loadAnomalies(), [organiser]);
  return (
    <div className="checks">
      <section>
        <h2>
          <Text words={words.anomaliesTitle} />
        </h2>
        {anomalies ? (
          <AnomalyList organiser={organiser} found={anomalies} view={view} />
        ) : (
          <p>
            <Text words={words.loading} />
          </p>
        )}
      </section>
      <MergedCases organiser={organiser} view={view} />
    </div>
  );
}
