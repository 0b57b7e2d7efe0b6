import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CheckIcon } from '../ui/icons.tsx';
import { spoken } from '../ui/text.tsx';
import type { Camera } from './camera.ts';
import './live-picture.css';
import { cameraWords as words } from './words.ts';

const SHOWN_MS = 1_200;

/** Whether a code was read just now. */
export function useJustRead(camera: Camera): boolean {
  const reads = useStore(camera, (now) => now.reads);
  const [answered, setAnswered] = useState(reads);
  useEffect(() => {
    const timer = setTimeout(() => setAnswered(reads), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [reads]);
  return answered !== reads;
}

/** The camera's picture as in a mirror, with the frame that codes are read in. */
export function LivePicture({ camera }: { camera: Camera }) {
  const stream = useStore(camera, (now) => now.stream);
  const read = useJustRead(camera);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const { current } = video;
    if (!current || !stream) return;
    current.srcObject = stream;
    current.play().catch(() => undefined);
    return () => {
      current.srcObject = null;
    };
  }, [stream]);
  return (
    <div className="live-picture" data-read={read}>
      <video ref={video} muted playsInline aria-label={spoken(words.live)} />
      <span className="live-frame" aria-hidden="true">
        {read && <CheckIcon />}
      </span>
    </div>
  );
}
