/** The logo: a willow leaf that the wind bends, in a seal. */
export function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle cx="32" cy="32" r="31" fill="#0f4a38" />
      <circle cx="32" cy="32" r="27" fill="none" stroke="#7fb069" strokeWidth="1.5" />
      <path d="M14 45C15 27 27 15 50 15c-2 21-14 32-36 30Z" fill="#7fb069" />
      <path
        d="M14 45C24 40 36 30 50 15"
        fill="none"
        stroke="#0f4a38"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
      <path
        d="M17 50c9 3 18 2 26-3M26 55c5 .8 11 0 16-2.6"
        fill="none"
        stroke="#fbf7ef"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
