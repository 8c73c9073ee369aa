import { deflateRawSync } from 'node:zlib';

/** A file of a zip, with whatever lies about it. */
export interface RawFile {
  name: string | Buffer;
  content?: Buffer;
  stored?: boolean;
  flags?: number;
  method?: number;
  attributes?: number;
  extra?: Buffer;
  comment?: string;
  /** What the directory claims. */
  unpacked?: number;
  packed?: number;
  offset?: number;
  /** What stands in front of the file. */
  localName?: string;
}

/** Writes a zip byte by byte, so that it can be wrong. */
export function rawZip(
  files: RawFile[],
  end: { comment?: string; count?: number } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  const add = (bytes: Buffer) => {
    parts.push(bytes);
    position += bytes.length;
  };
  for (const file of files) {
    const content = file.content ?? Buffer.from('x\n');
    const data = file.stored ? content : deflateRawSync(content);
    const name = Buffer.from(file.name);
    const localName = Buffer.from(file.localName ?? name);
    const method = file.method ?? (file.stored ? 0 : 8);
    const offset = position;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(file.flags ?? 0x800, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(localName.length, 26);
    add(Buffer.concat([local, localName, data]));
    const central = Buffer.alloc(46);
    const extra = file.extra ?? Buffer.alloc(0);
    const comment = Buffer.from(file.comment ?? '');
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x031e, 4);
    central.writeUInt16LE(file.flags ?? 0x800, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(file.packed ?? data.length, 20);
    central.writeUInt32LE(file.unpacked ?? content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt16LE(comment.length, 32);
    central.writeUInt32LE(file.attributes ?? 0, 38);
    central.writeUInt32LE(file.offset ?? offset, 42);
    directory.push(Buffer.concat([central, name, extra, comment]));
  }
  const start = position;
  directory.forEach(add);
  const comment = Buffer.from(end.comment ?? '');
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(end.count ?? files.length, 8);
  last.writeUInt16LE(end.count ?? files.length, 10);
  last.writeUInt32LE(position - start, 12);
  last.writeUInt32LE(start, 16);
  last.writeUInt16LE(comment.length, 20);
  add(Buffer.concat([last, comment]));
  return Buffer.concat(parts);
}
