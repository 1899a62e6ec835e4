import * as z from 'zod';

/** A cue of Graph's `metadataContent`: one JSON object a cue. */
const Spoken = z.object({ speakerName: z.string().nullish(), spokenText: z.string() });

export function readSpokenJson(text: string): { speaker: string; text: string } | undefined {
  try {
    const spoken = Spoken.safeParse(JSON.parse(text));
    return spoken.success
      ? { speaker: spoken.data.speakerName ?? '', text: spoken.data.spokenText }
      : undefined;
  } catch {
    return undefined; // one cue that is no JSON does not spoil the others
  }
}
