import type { SavingPlace } from '../../shared/contract/saving.ts';
import { spoken, Text } from '../ui/text.tsx';
import './place-list.css';
import { DiskIcon, FolderIcon } from '../ui/icons.tsx';
import { placeLine, savingWords as words } from './words.ts';

export interface PlaceListProps {
  /** Undefined before the first answer. */
  readonly places: readonly SavingPlace[] | undefined;
  /** The place that is written to. */
  readonly writing?: string | undefined;
  /** Absent if the list is only shown. */
  readonly onChoose?: (place: SavingPlace) => void;
}

/** The sticks that are there now, and the folder that staff set. */
export function PlaceList({ places, writing, onChoose }: PlaceListProps) {
  if (!places) {
    return (
      <p className="quiet">
        <Text words={words.looking} beside />
      </p>
    );
  }
  return (
    <>
      {!places.some(({ kind }) => kind === 'medium') && (
        <p className="quiet">
          <Text words={words.noStick} />
        </p>
      )}
      <div className="places" role="group" aria-label={spoken(words.title)}>
        {places.map((place) => (
          <button
            key={place.id}
            type="button"
            className="place"
            disabled={place.state !== 'ready' || (writing !== undefined && writing !== place.id)}
            aria-busy={writing === place.id}
            onClick={() => {
              if (writing === undefined) onChoose?.(place);
            }}
          >
            {writing === place.id ? (
              <span className="button-busy" aria-hidden="true" />
            ) : place.kind === 'medium' ? (
              <DiskIcon />
            ) : (
              <FolderIcon />
            )}
            <span className="place-words">
              <Named place={place} />
              <Text words={writing === place.id ? words.writing : placeLine(place)} beside />
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

function Named({ place }: { place: SavingPlace }) {
  switch (place.kind) {
    case 'medium':
      return <b>{place.name}</b>;
    case 'folder':
      return (
        <>
          <b>
            <Text words={words.folder} beside />
          </b>
          <code>{place.name}</code>
        </>
      );
    case 'elsewhere':
      return (
        <b>
          <Text words={words.elsewhere} beside />
        </b>
      );
  }
}
