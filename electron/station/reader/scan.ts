/** The result of every reader, whatever its protocol. */
export type Scan =
  | { readonly kind: 'id-card'; readonly card: IdCard }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: ScanFault };

export type ScanFault =
  /** A card, but not a resident ID card: a bus card, a bank card. */
  | 'wrong-card'
  /** An ID card that could not be read: damaged, or rejected by the module. */
  | 'card-unreadable'
  /** Taken away before it was read. */
  | 'card-moved'
  /** A code whose bytes are not text, or that was cut off. */
  | 'code-unreadable'
  | 'reader-fault';

export type IdCardType = 'citizen' | 'hmt-residence' | 'foreigner-2017' | 'foreigner-2023';

/** Lives in memory only while the person is here. The photo is never decoded or stored. */
export interface IdCard {
  readonly type: IdCardType;
  readonly name: string;
  readonly number: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** `1974-03-12` */
  readonly birth: string;
  readonly address: string;
  /** `2034-03-12`; absent if the card never expires (长期). */
  readonly validUntil?: string;
}
