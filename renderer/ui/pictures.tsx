import './pictures.css';

/** Drawings of the two things to do: people understand them before they read a word. */

export function CardOnReader() {
  return (
    <svg className="picture" viewBox="0 0 320 220" aria-hidden="true" focusable="false">
      <g fill="none" stroke="#9cc487" strokeWidth="3" strokeLinecap="round">
        <path className="wave wave-1" d="M104 128c-12 16-12 36 0 50" />
        <path className="wave wave-2" d="M84 118c-18 24-18 48 0 70" />
        <path className="wave wave-1" d="M216 128c12 16 12 36 0 50" />
        <path className="wave wave-2" d="M236 118c18 24 18 48 0 70" />
      </g>
      <path d="M52 176 86 206a12 12 0 0 0 8 3h132a12 12 0 0 0 8-3l34-30Z" fill="#0a3528" />
      <rect x="44" y="164" width="232" height="16" rx="8" fill="#dfedd2" />
      <rect x="132" y="168" width="56" height="8" rx="4" fill="#7fb069" />
      <g className="laid-card">
        <rect x="88" y="52" width="144" height="92" rx="10" fill="#fbf7ef" />
        <rect
          x="88"
          y="52"
          width="144"
          height="92"
          rx="10"
          fill="none"
          stroke="#dfedd2"
          strokeWidth="3"
        />
        <path d="M98 132c24-22 52 4 78-14s34-12 46-8v24H98Z" fill="#dfedd2" />
        <circle cx="196" cy="84" r="13" fill="#a9c79a" />
        <path d="M174 122c2-16 11-22 22-22s20 6 22 22Z" fill="#a9c79a" />
        <g stroke="#0f4a38" strokeWidth="6" strokeLinecap="round">
          <path d="M104 72h42M104 88h54M104 104h34" />
        </g>
      </g>
    </svg>
  );
}

export function CodeOnPhone() {
  return (
    <svg className="picture" viewBox="0 0 220 220" aria-hidden="true" focusable="false">
      <rect
        x="58"
        y="14"
        width="104"
        height="192"
        rx="18"
        fill="#0a3528"
        stroke="#dfedd2"
        strokeWidth="4"
      />
      <rect x="68" y="34" width="84" height="152" rx="6" fill="#fbf7ef" />
      <g fill="#0f4a38">
        <path
          d="M80 64h22v22H80zm5 5v12h12V69zm33-5h22v22h-22zm5 5v12h12V69zM80 102h22v22H80zm5 5v12h12v-12z"
          fillRule="evenodd"
        />
        <path d="M88 72h6v6h-6zm38 0h6v6h-6zm-38 38h6v6h-6zM108 64h5v9h-5zm0 16h5v12h-5zm-26 14h14v5H82zm22 0h9v5h-9zm16-2h6v6h-6zm12 2h8v6h-8zm-24 14h6v8h-6zm10-4h8v6h-8zm14 4h8v10h-8zm-12 8h8v8h-8zm-12 4h6v6h-6z" />
      </g>
      <rect className="scanline" x="60" y="90" width="100" height="5" rx="2.5" fill="#d9503c" />
      <path d="M96 148h28M90 162h40" stroke="#a9c79a" strokeWidth="7" strokeLinecap="round" />
    </svg>
  );
}

/** A card on a ribbon, as staff of a fair wear it. */
export function StaffCardPicture() {
  return (
    <svg className="picture" viewBox="0 0 220 240" aria-hidden="true" focusable="false">
      <path d="M74 0 110 58 146 0" fill="none" stroke="#d9503c" strokeWidth="12" />
      <rect x="96" y="50" width="28" height="18" rx="5" fill="#a9c79a" />
      <rect x="44" y="62" width="132" height="166" rx="12" fill="#fbf7ef" />
      <path d="M44 74a12 12 0 0 1 12-12h108a12 12 0 0 1 12 12v22H44Z" fill="#7fb069" />
      <path d="M84 79h52" stroke="#fbf7ef" strokeWidth="8" strokeLinecap="round" />
      <g transform="translate(0 42)" fill="#0f4a38">
        <path
          d="M80 64h22v22H80zm5 5v12h12V69zm33-5h22v22h-22zm5 5v12h12V69zM80 102h22v22H80zm5 5v12h12v-12z"
          fillRule="evenodd"
        />
        <path d="M88 72h6v6h-6zm38 0h6v6h-6zm-38 38h6v6h-6zM108 64h5v9h-5zm0 16h5v12h-5zm-26 14h14v5H82zm22 0h9v5h-9zm16-2h6v6h-6zm12 2h8v6h-8zm-24 14h6v8h-6zm10-4h8v6h-8zm14 4h8v10h-8zm-12 8h8v8h-8zm-12 4h6v6h-6z" />
      </g>
      <path d="M76 186h68M90 204h40" stroke="#a9c79a" strokeWidth="7" strokeLinecap="round" />
      <rect className="scanline" x="50" y="134" width="120" height="5" rx="2.5" fill="#d9503c" />
    </svg>
  );
}
