import { expect, it, vi } from 'vitest';
import type { BoothFace, BoothState } from '../../shared/contract/booth.ts';
import { stationClient } from '../link/client.ts';
import { boothsAtWork } from './booths.ts';

const booth = (code: string, employer: string): BoothState => ({
  code,
  zone: 'A区',
  employer,
  open: false,
  posts: [],
  today: { visits: 0, visitors: 0, walkIns: 0, talks: 0, resumes: 0, intents: 0 },
  recent: [],
});

it('a late employer is in the open list as soon as the revision is in force', async () => {
  let face: BoothFace = { booths: [booth('A01', '永晟电子')], counters: [], awaited: [] };
  let emit: (name: string, payload: unknown) => void = () => undefined;
  const asked: string[] = [];
  const booths = boothsAtWork(
    stationClient({
      call(name) {
        asked.push(name);
        return Promise.resolve({ ok: true, value: name === 'booth.face' ? face : {} });
      },
      listen(added) {
        emit = added;
        return () => undefined;
      },
    }),
  );
  booths.listen();
  emit('role', {});
  expect(asked).toEqual([]);
  await booths.load();
  face = { ...face, booths: [...face.booths, booth('A02', '晚到的厂')] };
  emit('role', {});
  await vi.waitFor(() => expect(booths.getState().face).toEqual(face));
  await vi.waitFor(() => expect(asked.at(-1)).toBe('counter.front'));
});
