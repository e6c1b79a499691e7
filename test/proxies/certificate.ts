import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate with its private key, both as PEM. */
export type Certificate = { readonly cert: string; readonly key: string };

const der = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Buffer): Buffer => der(0x04, content);
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content);
const isTrue = der(0x01, Buffer.from([0xff]));
const name = (text: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
/** `YYMMDDHHMMSSZ` */
const time = (days: number): Buffer => {
  const at = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${at.replaceAll(/\D/g, '').slice(2, 14)}Z`));
};

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const BASIC_CONSTRAINTS = '551d13';
const SUBJECT_NAMES = '551d11';

type Signer = { readonly name: string; readonly key: KeyObject };

const issue = (subject: string, extension: Buffer, signer?: Signer): Signer & { readonly cert: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const by = signer ?? { name: subject, key: privateKey };
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    name(by.name),
    sequence(time(-1), time(30)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension))
  );
  const signed = sequence(content, ECDSA_SHA256, bits(sign('sha256', content, by.key)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  return { name: subject, key: privateKey, cert };
};

/** An authority that nobody knows, and what it certifies: a server at 127.0.0.1. */
export const certificates = (): { readonly authority: string; readonly server: Certificate } => {
  const isAuthority = sequence(oid(BASIC_CONSTRAINTS), isTrue, octets(sequence(isTrue)));
  const authority = issue('A company of its own', isAuthority);
  const address = der(0x87, Buffer.from([127, 0, 0, 1]));
  const { cert, key } = issue('127.0.0.1', sequence(oid(SUBJECT_NAMES), octets(sequence(address))), authority);
  const server = { cert, key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  return { authority: authority.cert, server };
};
