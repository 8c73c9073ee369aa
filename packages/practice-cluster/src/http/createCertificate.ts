import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { TlsMaterial } from './ClusterServer';

const YEAR_MS = 365 * 24 * 3600 * 1000;

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 128)
    return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(
    body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'),
    'hex',
  );
  return Buffer.concat([
    Buffer.from([tag, 0x80 | length.length]),
    length,
    body,
  ]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (ms: number) =>
  der(
    0x17,
    Buffer.from(
      `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`,
    ),
  );
const octets = (body: Buffer) => der(0x04, body);
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = '550403';

function extensions(): Buffer {
  const basic = sequence(oid('551d13'), TRUE, octets(sequence(TRUE)));
  const usage = sequence(
    oid('551d25'),
    octets(sequence(oid('2b06010505070301'))),
  );
  const names = sequence(
    oid('551d11'),
    octets(
      sequence(
        der(0x82, Buffer.from('localhost')),
        der(0x87, Buffer.from([127, 0, 0, 1])),
      ),
    ),
  );
  return der(0xa3, sequence(basic, usage, names));
}

/** A key and a certificate for loopback that signs itself. */
export async function createCertificate(): Promise<TlsMaterial> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const now = Date.now();
  const name = sequence(
    der(
      0x31,
      sequence(oid(COMMON_NAME), der(0x0c, Buffer.from('practice-cluster'))),
    ),
  );
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    name,
    sequence(utcTime(now - 3600_000), utcTime(now + YEAR_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(),
  );
  const signature = createSign('SHA256').update(body).sign(privateKey);
  const certificate = sequence(
    body,
    ECDSA_SHA256,
    der(0x03, Buffer.from([0]), signature),
  );
  const lines = certificate
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
