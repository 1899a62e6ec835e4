import { promisify } from 'node:util';
import { zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { Extraction } from '../contracts/blocks.ts';
import type { Tx } from './database.ts';

/* Written by the content room. Raw snapshots and derived versions are separate records. */

const compressInThread = promisify(zstdCompress);
const decompressInThread = promisify(zstdDecompress);
/**
 * Up to these sizes packing is done on the spot: 0.1 ms for a page of 17 KB, where the way to a libuv thread
 * costs 0.9 ms of processor and holds a compressor's memory for every page of a group at once.
 */
const packHereBytes = 64 * 1024;
const unpackHereBytes = 16 * 1024;

const compress = async (data: Uint8Array): Promise<Buffer> =>
  data.byteLength <= packHereBytes ? zstdCompressSync(data) : await compressInThread(data);

const decompress = async (packed: Buffer): Promise<Buffer> =>
  packed.byteLength <= unpackHereBytes ? zstdDecompressSync(packed) : await decompressInThread(packed);

export interface StoredVersion {
  versionId: string;
  sourceId: string;
  observedAt: Date;
  /** Which extractor read it; two versions of different extractors must not be compared. */
  extractor: string;
  extraction: Extraction;
}

/** A raw body as it will be stored: compressed, addressed by what it is. */
export interface PackedBody {
  bodyHash: string;
  rawBytes: number;
  packed: Buffer;
}

export interface NewReading {
  versionId: string;
  snapshotId: string;
  sourceId: string;
  fetchedAt: Date;
  status: number;
  finalUrl: string;
  contentType: string;
  body: PackedBody;
  extractor: string;
  versionHash: string;
  packedExtraction: Buffer;
}

/** Packing happens before the transaction; large bodies are packed off the event loop, on libuv's threads. */
export const packBody = async (bodyHash: string, body: Uint8Array): Promise<PackedBody> => ({
  bodyHash,
  rawBytes: body.byteLength,
  packed: await compress(body),
});

export const packExtraction = async (extraction: Extraction): Promise<Buffer> =>
  await compress(Buffer.from(JSON.stringify(extraction)));

async function unpackExtraction(packed: Buffer): Promise<Extraction> {
  return Extraction.parse(JSON.parse((await decompress(packed)).toString('utf8')));
}

/** Stores raw snapshots with their versions. A body already known is not stored again. */
export async function insertReadings(
  tx: Tx,
  workspaceId: string,
  readings: readonly NewReading[],
): Promise<void> {
  if (readings.length === 0) return;
  const bodies = new Map(readings.map(({ body }) => [body.bodyHash, body]));
  await tx
    .insertInto('blobs')
    .values(
      [...bodies.values()].map((body) => ({
        workspace_id: workspaceId,
        body_hash: body.bodyHash,
        raw_bytes: body.rawBytes,
        body: body.packed,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto('snapshots')
    .values(
      readings.map((reading) => ({
        snapshot_id: reading.snapshotId,
        workspace_id: workspaceId,
        source_id: reading.sourceId,
        fetched_at: reading.fetchedAt,
        status: reading.status,
        final_url: reading.finalUrl,
        content_type: reading.contentType,
        body_hash: reading.body.bodyHash,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto('versions')
    .values(
      readings.map((reading) => ({
        version_id: reading.versionId,
        workspace_id: workspaceId,
        source_id: reading.sourceId,
        snapshot_id: reading.snapshotId,
        extractor: reading.extractor,
        version_hash: reading.versionHash,
        extraction: reading.packedExtraction,
        observed_at: reading.fetchedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Versions by id, unpacked; unknown ids are absent from the map. */
export async function loadVersions(
  tx: Tx,
  versionIds: readonly string[],
): Promise<Map<string, StoredVersion>> {
  if (versionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('versions')
    .select(['version_id', 'source_id', 'observed_at', 'extractor', 'extraction'])
    .where('version_id', 'in', [...new Set(versionIds)])
    .execute();
  const versions = await Promise.all(
    rows.map(async (row) => ({
      versionId: row.version_id,
      sourceId: row.source_id,
      observedAt: row.observed_at,
      extractor: row.extractor,
      extraction: await unpackExtraction(row.extraction),
    })),
  );
  return new Map(versions.map((version) => [version.versionId, version]));
}

/** What another extractor made of the same readings, by the id of the version first made. */
export async function loadRederived(
  tx: Tx,
  versionIds: readonly string[],
  extractor: string,
): Promise<Map<string, StoredVersion>> {
  if (versionIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('versions')
    .select(['version_id', 'rederived_from'])
    .where('rederived_from', 'in', [...new Set(versionIds)])
    .where('extractor', '=', extractor)
    .execute();
  const versions = await loadVersions(
    tx,
    rows.map((row) => row.version_id),
  );
  return new Map(
    rows.flatMap((row) => {
      const version = versions.get(row.version_id);
      return version && row.rederived_from ? [[row.rederived_from, version] as const] : [];
    }),
  );
}

/** The raw reading a version was made from, for reading it anew; null when it is past its retention. */
export async function loadRawOf(tx: Tx, versionId: string) {
  const row = await tx
    .selectFrom('versions')
    .innerJoin('snapshots', 'snapshots.snapshot_id', 'versions.snapshot_id')
    .innerJoin('blobs', (join) =>
      join
        .onRef('blobs.workspace_id', '=', 'snapshots.workspace_id')
        .onRef('blobs.body_hash', '=', 'snapshots.body_hash'),
    )
    .select([
      'versions.rederived_from',
      'versions.observed_at',
      'snapshots.snapshot_id',
      'snapshots.content_type',
      'snapshots.final_url',
      'blobs.body',
    ])
    .where('versions.version_id', '=', versionId)
    .executeTakeFirst();
  return (
    row && {
      originId: row.rederived_from ?? versionId,
      observedAt: row.observed_at,
      snapshotId: row.snapshot_id,
      contentType: row.content_type,
      finalUrl: row.final_url,
      body: await decompress(row.body),
    }
  );
}

export interface RederivedVersion {
  versionId: string;
  workspaceId: string;
  sourceId: string;
  snapshotId: string;
  originId: string;
  extractor: string;
  versionHash: string;
  packedExtraction: Buffer;
  observedAt: Date;
}

/** Stores a reading as a newer extractor reads it, marked as such. */
export async function insertRederived(tx: Tx, version: RederivedVersion): Promise<void> {
  await tx
    .insertInto('versions')
    .values({
      version_id: version.versionId,
      workspace_id: version.workspaceId,
      source_id: version.sourceId,
      snapshot_id: version.snapshotId,
      extractor: version.extractor,
      version_hash: version.versionHash,
      rederived_from: version.originId,
      extraction: version.packedExtraction,
      observed_at: version.observedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Takes back versions that turned out not to be the page, with what other extractors made of the same readings:
 * whoever stood at one of them has no baseline until the next comparison gives one. The raw snapshots stay.
 */
export async function retractVersions(tx: Tx, versionIds: readonly string[]): Promise<void> {
  if (versionIds.length === 0) return;
  const origins = tx
    .selectFrom('versions')
    .select((eb) => eb.fn.coalesce('rederived_from', 'version_id').as('version_id'))
    .where('version_id', 'in', [...versionIds]);
  await tx.deleteFrom('versions').where('version_id', 'in', origins).execute();
}

/**
 * Deletes raw snapshots older than `before`, except each source's newest, then bodies nobody refers to.
 * Versions stay: they are what alerts quote.
 */
export async function sweepSnapshots(tx: Tx, before: Date): Promise<{ snapshots: number; blobs: number }> {
  const snapshots = await sql`
    delete from snapshots old using snapshots newer
    where old.fetched_at < ${before} and newer.source_id = old.source_id and newer.fetched_at > old.fetched_at`.execute(
    tx,
  );
  const blobs = await sql`
    delete from blobs where not exists (
      select from snapshots where snapshots.workspace_id = blobs.workspace_id and snapshots.body_hash = blobs.body_hash)`.execute(
    tx,
  );
  return { snapshots: Number(snapshots.numAffectedRows ?? 0n), blobs: Number(blobs.numAffectedRows ?? 0n) };
}
