import type { FoundInPicture } from './decoder.ts';
import { type Eyes, openEyes } from './eyes.ts';

/** Looks at a running camera, a few times a second, until it is told to stop. */

export interface WatchListeners {
  readonly onLook: (found: FoundInPicture, video: number) => void;
  /** The decoder does not work here. */
  readonly onBroken: () => void;
}

/** Fast enough that a code seems to be read at once, slow enough for a weak processor. */
const EVERY_MS = 110;
/** The slowest cameras take four seconds. */
const FIRST_PICTURE_MS = 8_000;
/** As the frame on the live picture: what is outside is not looked at. */
const FRAMED = 0.86;
/** At least two points for each module of a code that fills a third of the frame. */
const MOST_POINTS = 800;

export function watch(stream: MediaStream, { onLook, onBroken }: WatchListeners): () => void {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const begun = performance.now();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let eyes: Eyes | undefined;

  async function lookOnce(open: Eyes): Promise<void> {
    const picture = await pictureOf(video);
    if (!picture) {
      if (performance.now() - begun > FIRST_PICTURE_MS) throw new Error('no picture comes');
      return;
    }
    const found = await open.see(picture);
    if (!stopped) onLook(found, video.currentTime);
  }

  function again(open: Eyes): void {
    if (stopped) return;
    timer = setTimeout(() => {
      lookOnce(open).then(() => again(open), fail);
    }, EVERY_MS);
  }

  function fail(): void {
    if (!stopped) onBroken();
  }

  async function begin(): Promise<void> {
    eyes = await openEyes();
    if (stopped) return eyes.close();
    await video.play();
    again(eyes);
  }

  begin().catch(fail);
  return () => {
    stopped = true;
    clearTimeout(timer);
    eyes?.close();
    video.srcObject = null;
  };
}

/** The square in the middle; undefined while the camera has sent nothing. */
async function pictureOf(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
  const { videoWidth, videoHeight } = video;
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return undefined;
  const side = Math.round(Math.min(videoWidth, videoHeight) * FRAMED);
  const points = Math.min(side, MOST_POINTS);
  const [left, top] = [Math.round((videoWidth - side) / 2), Math.round((videoHeight - side) / 2)];
  return createImageBitmap(video, left, top, side, side, {
    resizeWidth: points,
    resizeHeight: points,
  });
}
