import type { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { LookoutError } from '../../kit/errors.ts';
import { tooLarge } from './egress-errors.ts';

export interface BodyCaps {
  /** Bytes received, compressed or not. */
  wireBytes: number;
  /** Bytes after decompression. */
  bodyBytes: number;
  /** Decompressed size over received size; counted from `ratioFloorBytes` on. */
  ratio: number;
}

/** Below this size no ratio is suspicious: a page of repeated rows packs a hundredfold. */
const ratioFloorBytes = 1024 * 1024;
const maxEncodings = 3;

interface Flow {
  pause(): void;
  resume(): void;
  /** Called at most once, with the reason the body cannot be had. */
  fail(error: LookoutError): void;
  complete(body: Uint8Array): void;
}

export interface BodyReader {
  push(chunk: Uint8Array): void;
  end(): void;
  destroy(): void;
}

/**
 * Collects a response body, undoing its content-encoding, with every cap counted as bytes arrive: memory
 * never holds more than `bodyBytes` and one chunk.
 */
export function createBodyReader(
  host: string,
  contentEncoding: string,
  caps: BodyCaps,
  flow: Flow,
): BodyReader {
  const chunks: Uint8Array[] = [];
  let wireBytes = 0;
  let bodyBytes = 0;
  let ended = false;
  let decoders: Transform[] | undefined;
  const encodings = contentEncoding.toLowerCase().split(',').map(canonicalEncoding).filter(isRealEncoding);

  const stop = () => {
    ended = true;
    chunks.length = 0;
    for (const decoder of decoders ?? []) decoder.destroy();
  };
  const fail = (error: LookoutError) => {
    if (ended) return;
    stop();
    flow.fail(error);
  };
  const keep = (chunk: Uint8Array) => {
    if (ended) return;
    bodyBytes += chunk.length;
    if (bodyBytes > caps.bodyBytes) return fail(tooLarge(host, `more than ${caps.bodyBytes} bytes`));
    if (bodyBytes > ratioFloorBytes && bodyBytes > wireBytes * caps.ratio) {
      return fail(tooLarge(host, `it unpacks to more than ${caps.ratio} times its size`));
    }
    chunks.push(chunk);
  };
  const complete = () => {
    if (ended) return;
    ended = true;
    flow.complete(joinChunks(chunks, bodyBytes));
  };
  const damaged = (cause: unknown) => {
    const message = `answer of ${host} cannot be unpacked`;
    const humanMessage = `The answer of ${host} arrived damaged.`;
    fail(
      new LookoutError('unreachable', message, { cause, humanMessage, fields: { host, contentEncoding } }),
    );
  };
  /** Made at the first byte: a HEAD or 304 names an encoding and has no body to decode. */
  const openDecoders = (first: Uint8Array): Transform[] => {
    // The header lists encodings in the order they were applied.
    const chain = encodings.toReversed().map((encoding) => createDecoder(encoding, first));
    chain.forEach((decoder, at) => {
      const next = chain[at + 1];
      decoder.on('error', damaged);
      if (next) decoder.pipe(next);
      else decoder.on('data', keep).on('end', complete);
    });
    chain[0]?.on('drain', flow.resume);
    return chain;
  };

  return {
    push: (chunk) => {
      if (ended) return;
      wireBytes += chunk.length;
      if (wireBytes > caps.wireBytes) return fail(tooLarge(host, `more than ${caps.wireBytes} bytes`));
      if (encodings.length === 0) return keep(chunk);
      if (encodings.length > maxEncodings || encodings.includes('unknown')) {
        const message = `answer of ${host} is packed in an unknown way`;
        return fail(new LookoutError('unsupported', message, { fields: { host, contentEncoding } }));
      }
      decoders ??= openDecoders(chunk);
      if (decoders[0]?.write(chunk) === false) flow.pause();
    },
    end: () => {
      if (decoders?.[0]) decoders[0].end();
      else complete();
    },
    destroy: stop,
  };
}

type Encoding = 'gzip' | 'deflate' | 'br' | 'zstd' | 'unknown';

function canonicalEncoding(written: string): Encoding | 'identity' {
  const name = written.trim().replace(/^x-/, '');
  if (name === '' || name === 'identity') return 'identity';
  return name === 'gzip' || name === 'deflate' || name === 'br' || name === 'zstd' ? name : 'unknown';
}

const isRealEncoding = (encoding: Encoding | 'identity'): encoding is Encoding => encoding !== 'identity';

function createDecoder(encoding: Encoding, first: Uint8Array): Transform {
  if (encoding === 'gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'zstd') return createZstdDecompress();
  // "deflate" should be zlib-wrapped (low nibble of the first byte is 8); some servers send it raw.
  return ((first[0] ?? 0) & 0x0f) === 0x08 ? createInflate() : createInflateRaw();
}

/** One buffer of its own, never a slice of Node's shared pool, so that a worker can take it over. */
function joinChunks(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const body = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
