import { createPrivateKey, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/**
 * A certificate that the server makes for itself. Stations know it by its key (P95), so that no authority, name
 * or date in it matters to them; a browser warns of it.
 */

const TEN_YEARS_MS = 3_653 * 24 * 3_600_000;
/** X.500's and X.509's numbers for what the certificate says. */
const COMMON_NAME = '2.5.4.3';
const OTHER_NAMES = '2.5.29.17';
const CONSTRAINTS = '2.5.29.19';
const DNS_NAME = 2;

/** Key and certificate in one PEM text, so that neither is ever without the other. */
export async function makeOwnCertificate(nowMs: number): Promise<string> {
  // Only a server's first start needs these.
  const [asn1, pki] = await Promise.all([import('asn1js'), import('pkijs')]);
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = new pki.Certificate({ version: 2 });
  certificate.serialNumber = new asn1.Integer({ valueHex: serialNumber() });
  const named = new pki.AttributeTypeAndValue({
    type: COMMON_NAME,
    value: new asn1.Utf8String({ value: 'Chunfeng server' }),
  });
  certificate.issuer.typesAndValues.push(named);
  certificate.subject.typesAndValues.push(named);
  // A station's clock may be behind the server's.
  certificate.notBefore.value = new Date(nowMs - 24 * 3_600_000);
  certificate.notAfter.value = new Date(nowMs + TEN_YEARS_MS);
  const names = ['localhost', hostname()].map(
    (value) => new pki.GeneralName({ type: DNS_NAME, value }),
  );
  const extension = (extnID: string, critical: boolean, value: { toSchema(): Encodable }) =>
    new pki.Extension({ extnID, critical, extnValue: value.toSchema().toBER(false) });
  certificate.extensions = [
    extension(OTHER_NAMES, false, new pki.GeneralNames({ names })),
    extension(CONSTRAINTS, true, new pki.BasicConstraints({ cA: false })),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  const der = Buffer.from(certificate.toSchema(true).toBER(false)).toString('base64');
  const key = createPrivateKey({
    key: Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  const lines = der.match(/.{1,64}/g) ?? [];
  return `${key.export({ type: 'pkcs8', format: 'pem' }).toString()}-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

interface Encodable {
  toBER(sizeOnly: boolean): ArrayBuffer;
}

/** Positive, and without a leading zero byte. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}
