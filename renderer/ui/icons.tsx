import type { ReactNode } from 'react';

/** Drawn by hand on a grid of 48, in the colour of the text beside them. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth="3.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const BackIcon = () => (
  <Icon>
    <path d="M20 11 8 24l12 13M9 24h31" />
  </Icon>
);
export const NextIcon = () => (
  <Icon>
    <path d="m28 11 12 13-12 13M39 24H8" />
  </Icon>
);
/** A raised hand: asks for a human. */
export const HandIcon = () => (
  <Icon>
    <path d="M15 26V12.5a2.8 2.8 0 0 1 5.6 0V22m0-1V8.8a2.8 2.8 0 0 1 5.6 0V21m0-9a2.8 2.8 0 0 1 5.6 0v11m0-6.5a2.8 2.8 0 0 1 5.6 0V29c0 8.2-5 13.5-12.2 13.5-6 0-9-2.7-11.6-7.3L8.9 29.6c-1.7-3 2-5.7 4.3-3.2L17 30.5" />
  </Icon>
);
export const KeypadIcon = () => (
  <Icon>
    <rect x="8" y="6" width="32" height="36" rx="6" />
    <path d="M17 16h.02M24 16h.02M31 16h.02M17 24h.02M24 24h.02M31 24h.02M17 32h.02M24 32h.02M31 32h.02" />
  </Icon>
);
/** A person of whom nothing is known. */
export const NamelessIcon = () => (
  <Icon>
    <circle cx="24" cy="16" r="8" strokeDasharray="3.2 5.1" />
    <path d="M8 42c1-9.5 7.5-14 16-14s15 4.5 16 14" strokeDasharray="3.2 5.4" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m9 25 10.5 11L39 13" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="M8 40l2.5-9.5L32 9a4.6 4.6 0 0 1 6.5 6.5L17 37.5 8 40Zm20.5-27.5 7 7" />
  </Icon>
);
export const RubIcon = () => (
  <Icon>
    <path d="M17 10h21a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H17L5 24 17 10Zm7 9 10 10m0-10L24 29" />
  </Icon>
);
export const AgainIcon = () => (
  <Icon>
    <path d="M40 24a16 16 0 1 1-5-11.6M40 6v9h-9" />
  </Icon>
);
export const CrossIcon = () => (
  <Icon>
    <path d="m12 12 24 24m0-24L12 36" />
  </Icon>
);
export const AlertIcon = () => (
  <Icon>
    <path d="M24 12v15m0 8.5h.02" />
  </Icon>
);
export const HomeIcon = () => (
  <Icon>
    <path d="M7 23 24 8l17 15M12 20v20h24V20M20 40V29h8v11" />
  </Icon>
);
export const SpeakerIcon = ({ on: speaks }: { on: boolean }) => (
  <Icon>
    <path d="M8 19v10h7l9 8V11l-9 8H8Z" />
    {speaks ? (
      <path d="M31 17c3.5 4 3.5 10 0 14m6-20c6.5 7.5 6.5 18.5 0 26" />
    ) : (
      <path d="m32 19 10 10m0-10L32 29" />
    )}
  </Icon>
);
export const CardIcon = () => (
  <Icon>
    <rect x="5" y="10" width="38" height="28" rx="5" />
    <circle cx="16" cy="21" r="4" />
    <path d="M10 32c.8-4 3-5.5 6-5.5s5.2 1.5 6 5.5M28 20h9M28 28h7" />
  </Icon>
);
export const CodeIcon = () => (
  <Icon>
    <path d="M8 8h12v12H8zM28 8h12v12H28zM8 28h12v12H8zM28 28h5v5h-5zM39 28v12H28" />
  </Icon>
);
export const CompassIcon = () => (
  <Icon>
    <circle cx="24" cy="24" r="17" />
    <path d="m31 17-4 10-10 4 4-10Z" />
  </Icon>
);
export const CameraIcon = () => (
  <Icon>
    <path d="M5 15a3 3 0 0 1 3-3h6l3-4h14l3 4h6a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3Z" />
    <circle cx="24" cy="25" r="8" />
  </Icon>
);
export const PrinterIcon = () => (
  <Icon>
    <path d="M14 18V7h20v11M14 35H8V18h32v17h-6M14 29h20v12H14z" />
  </Icon>
);
export const DiskIcon = () => (
  <Icon>
    <path d="M16 20V6h16v14M21 12h.02M27 12h.02M12 20h24v16a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6Z" />
  </Icon>
);
export const FolderIcon = () => (
  <Icon>
    <path d="M6 12a3 3 0 0 1 3-3h10l5 6h15a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3Z" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="11" y="21" width="26" height="19" rx="3" />
    <path d="M16 21v-6a8 8 0 0 1 16 0v6M24 29v4" />
  </Icon>
);
export const EyeIcon = () => (
  <Icon>
    <path d="M4 24s7-13 20-13 20 13 20 13-7 13-20 13S4 24 4 24Z" />
    <circle cx="24" cy="24" r="6" />
  </Icon>
);
