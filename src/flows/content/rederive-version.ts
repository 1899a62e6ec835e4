import { codeOf } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import { type ReadableSource, replaceObserved } from '../../store/readings.ts';
import { insertRederived, loadRawOf, packExtraction } from '../../store/versions.ts';
import { extractorVersion, versionHash } from './extract/extract.ts';
import { faceOf } from './health/page-face.ts';
import type { ContentDeps } from './ports.ts';

/**
 * After an upgrade of the extractor, reads the last good snapshot anew before the page is fetched, so that
 * the next reading is compared with like: a better extractor never announces a change. Answers the source
 * as it stands then. A snapshot that is gone or cannot be read any more leaves it as it was; detection
 * starts such a monitor from the next reading in silence.
 */
export async function rederiveVersion(
  deps: Pick<ContentDeps, 'database' | 'extractor' | 'log'>,
  workspaceId: string,
  source: ReadableSource,
): Promise<ReadableSource> {
  const { observedVersionId: oldId, sourceId } = source;
  if (!oldId || source.observedExtractor === extractorVersion) return source;
  const raw = await deps.database.tenant(workspaceId, (tx) => loadRawOf(tx, oldId));
  if (!raw) return source;
  try {
    const { extraction, signals } = await deps.extractor.extract({
      body: raw.body,
      contentType: raw.contentType,
      url: raw.finalUrl,
    });
    const hash = versionHash(extraction);
    const versionId = stableId('version', raw.originId, extractorVersion);
    const packedExtraction = await packExtraction(extraction);
    const [, ...earlier] = source.history.faces ?? [];
    const history = {
      ...source.history,
      versionHash: hash,
      faces: [faceOf(extraction, signals), ...earlier],
    };
    await deps.database.tenant(workspaceId, async (tx) => {
      await insertRederived(tx, {
        versionId,
        workspaceId,
        sourceId,
        snapshotId: raw.snapshotId,
        originId: raw.originId,
        extractor: extractorVersion,
        versionHash: hash,
        packedExtraction,
        observedAt: raw.observedAt,
      });
      await replaceObserved(tx, sourceId, { from: oldId, to: versionId, history });
    });
    return { ...source, observedVersionId: versionId, observedExtractor: extractorVersion, history };
  } catch (error) {
    deps.log.warn({ err: error, code: codeOf(error), sourceId }, 'a snapshot could not be read anew');
    return source;
  }
}
