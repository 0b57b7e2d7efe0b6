/** What every reader, whatever its bytes, ends in. */
export type Scan =
  | { readonly kind: 'id-card'; readonly card: IdCard }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: ScanFault };

export type ScanFault =
  /** A card, but no resident ID card: a bus card, a bank card. */
  | 'wrong-card'
  /** An ID card that would not be read: damaged, or not accepted by the module. */
  | 'card-unreadable'
  /** Taken away before it was read. */
  | 'card-moved'
  /** A code whose bytes are no text, or that was cut off. */
  | 'code-unreadable'
  | 'reader-fault';

export type IdCardType = 'citizen' | 'hmt-residence' | 'foreigner-2017' | 'foreigner-2023';

/** Lives in memory for as long as the person stands here. The photo is never decoded or kept. */
export interface IdCard {
  readonly type: IdCardType;
  readonly name: string;
  readonly number: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** `1974-03-12` */
  readonly birth: string;
  readonly address: string;
  /** `2034-03-12`; absent where the card is valid for good (长期). */
  readonly validUntil?: string;
}
