import { createStore } from 'zustand/vanilla';
import type { CameraReport } from '../../shared/contract/camera.ts';
import type { CameraSetting, ReaderTrouble } from '../../shared/contract/readers.ts';
import type { Client } from '../link/client.ts';
import { soundRead } from './answer-sound.ts';
import { keepMarks, keptMarks } from './marks-kept.ts';
import type { FoundInPicture } from './decoder.ts';
import { next, type Picture, troubleIn } from './picture.ts';
import { chosenOf, type KnownCamera, type Plan, troubleOf } from './plan.ts';
import { look, marksIn, type Sight, withMarks } from './sight.ts';
import { watch } from './watching.ts';

/** The camera at work: follows the plan, and sends what it reads as a scanner's text. */

export interface CameraNow {
  readonly at: 'off' | 'resting' | 'starting' | 'ready' | 'trouble';
  readonly trouble: ReaderTrouble | undefined;
  /** Also while it only shows nothing: staff see the dark picture. */
  readonly stream: MediaStream | undefined;
  readonly name: string;
  /** Named by the system once it may. */
  readonly cameras: readonly KnownCamera[];
  /** Rises with each code that was read. */
  readonly reads: number;
}

export interface Camera extends ReturnType<typeof cameraAtWork> {}

const AGAIN_MS = 4_000;
/** These may pass without anybody telling the page. */
const TRIED_AGAIN: readonly ReaderTrouble[] = ['unplugged', 'held', 'not-opened', 'not-answering'];

export function cameraAtWork(client: Client) {
  const store = createStore<CameraNow>(() => ({
    at: 'off',
    trouble: undefined,
    stream: undefined,
    name: '',
    cameras: [],
    reads: 0,
  }));
  let plan: Plan = { do: 'off' };
  /** Each opening has its own; one that was overtaken closes what it got. */
  let opening = 0;
  let stopWatching: (() => void) | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let picture: Picture | undefined;
  let sight: Sight = withMarks(keptMarks(), performance.now());
  let reported = JSON.stringify(reportOf(store.getState()));

  store.subscribe((now) => {
    const report = reportOf(now);
    const text = JSON.stringify(report);
    if (text === reported) return;
    reported = text;
    client.call('station.camera', report).catch(() => {
      reported = '';
    });
  });

  function close(to: Partial<CameraNow>): void {
    opening++;
    clearTimeout(again);
    stopWatching?.();
    stopWatching = undefined;
    picture = undefined;
    for (const track of store.getState().stream?.getTracks() ?? []) track.stop();
    store.setState({ trouble: undefined, ...to, stream: undefined });
  }

  function fail(trouble: ReaderTrouble): void {
    close({ at: 'trouble', trouble });
    if (TRIED_AGAIN.includes(trouble)) again = setTimeout(start, AGAIN_MS);
  }

  function start(): void {
    if (plan.do !== 'look') return;
    close({ at: 'starting' });
    const mine = opening;
    openCamera(plan.camera).then(
      (opened) => {
        if (mine !== opening) return stopAll(opened.stream);
        run(opened);
      },
      (error: unknown) => {
        if (mine === opening) fail(troubleOf(error instanceof Error ? error.name : ''));
      },
    );
  }

  function run({ stream, name, cameras }: Opened): void {
    const mine = opening;
    const lost = (trouble: ReaderTrouble) => (): void => {
      if (mine === opening) fail(trouble);
    };
    for (const track of stream.getVideoTracks()) {
      track.addEventListener('ended', lost('unplugged'));
    }
    store.setState({ stream, name, cameras });
    stopWatching = watch(stream, { onLook, onBroken: lost('not-opened') });
  }

  function onLook({ codes, light }: FoundInPicture, video: number): void {
    const at = performance.now();
    picture = next(picture, { at, light, video });
    const trouble = troubleIn(picture);
    if (trouble === 'not-answering') return fail(trouble);
    const before = store.getState();
    if (before.at === 'starting' || before.trouble !== trouble) {
      store.setState({ at: trouble ? 'trouble' : 'ready', trouble });
    }
    const step = look(sight, codes, at);
    const changed = String(marksIn(step.sight)) !== String(marksIn(sight));
    sight = step.sight;
    if (changed) keepMarks(marksIn(sight));
    if (step.read === undefined) return;
    store.setState({ reads: store.getState().reads + 1 });
    soundRead();
    client.call('arrival.camera', { text: step.read.slice(0, 512) }).catch(() => undefined);
  }

  function retry(): void {
    if (store.getState().at === 'trouble') start();
  }

  function cameraCame(): void {
    retry();
    camerasThere()
      .then((cameras) => store.getState().stream && store.setState({ cameras }))
      .catch(() => undefined);
  }

  return {
    ...store,
    /** Staff press it after they have mended something. */
    retry,
    follow(wanted: Plan): void {
      if (JSON.stringify(wanted) === JSON.stringify(plan)) return;
      plan = wanted;
      if (plan.do === 'off') close({ at: 'off', name: '', cameras: [] });
      if (plan.do === 'rest') close({ at: 'resting' });
      if (plan.do === 'look') start();
    },
    /** Hears of cameras that come and go, and of a permission that is given later. */
    listen(): void {
      // A server's page may have come over a plain line, where no camera is offered.
      if (!window.isSecureContext) return;
      navigator.mediaDevices.addEventListener('devicechange', cameraCame);
      navigator.permissions
        .query({ name: 'camera' })
        .then((permission) => permission.addEventListener('change', retry))
        .catch(() => undefined);
    },
  };
}

interface Opened {
  readonly stream: MediaStream;
  readonly name: string;
  readonly cameras: readonly KnownCamera[];
}

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

async function camerasThere(): Promise<KnownCamera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

function streamOf(camera: KnownCamera | 'any'): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      ...(camera !== 'any' && { deviceId: { exact: camera.id } }),
      width: { ideal: 1280 },
      height: { ideal: 720 },
    },
  });
}

/** Opens the one that staff chose. The first opening may be the question for permission itself. */
async function openCamera(wanted: CameraSetting['camera']): Promise<Opened> {
  const first = chosenOf(await camerasThere(), wanted);
  if (first === 'gone') throw new DOMException('', 'NotFoundError');
  let stream = await streamOf(first);
  const cameras = await camerasThere();
  const chosen = chosenOf(cameras, wanted);
  if (chosen !== 'any' && (chosen === 'gone' || idOf(stream) !== chosen.id)) {
    stopAll(stream);
    if (chosen === 'gone') throw new DOMException('', 'NotFoundError');
    stream = await streamOf(chosen);
  }
  return { stream, cameras, name: stream.getVideoTracks()[0]?.label ?? '' };
}

const idOf = (stream: MediaStream): string | undefined =>
  stream.getVideoTracks()[0]?.getSettings().deviceId;

function reportOf({ at, trouble, name }: CameraNow): CameraReport {
  // Where nobody is to read for, there is no scanner.
  const state = at === 'resting' ? 'off' : at;
  return { name: name.slice(0, 200), state, trouble: trouble ?? null };
}
