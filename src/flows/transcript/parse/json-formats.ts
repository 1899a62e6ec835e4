import * as z from 'zod';
import { fathom } from './fathom-json.ts';
import { fireflies } from './fireflies-json.ts';
import type { JsonFormat } from './json-format.ts';
import { krispWebhook } from './krisp-webhook-json.ts';
import { readAi } from './readai-json.ts';
import type { Reading } from './reading.ts';
import { refuse } from './refuse.ts';
import { slackThread } from './slack-thread-json.ts';
import { zapier } from './zapier-json.ts';

/** The shapes exclude each other by the field their words are in, so the first that fits is the one. */
const jsonFormats: readonly JsonFormat[] = [fireflies, fathom, readAi, krispWebhook, slackThread, zapier];

/** Whether a text is meant as JSON: an object or list, not Zoom's `[Name] 10:00:00`. */
export const looksLikeJson = (text: string): boolean =>
  /^\s*(?:\{|\[\s*[{["\d\]])/.test(text.slice(0, 1_000)) && !/^\s*\[\d[\d:.]*\]/.test(text.slice(0, 1_000));

/** @throws LookoutError when the JSON is cut off, a vendor's error, or nobody's transcript. */
export function readJson(text: string, readText: (text: string) => Reading): Reading {
  const value = parse(text);
  for (const format of jsonFormats) {
    const reading = format(value, readText);
    if (reading) return reading;
  }
  const said = vendorMessage(value);
  if (said)
    throw refuse(
      'vendor_error',
      `This is an error message of the note taker, not a transcript. It says: "${said}". Export the meeting again.`,
    );
  throw refuse(
    'unknown_json',
    'This JSON is not a transcript of Fireflies, Fathom, Read.ai, Krisp or Zapier as Lookout knows them. Send VTT, SRT, TXT or DOCX instead.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const ends = /[}\]]\s*$/.test(text);
    throw refuse(
      'invalid_json',
      ends
        ? 'This file begins as JSON but is not valid JSON.'
        : 'This JSON file is cut off: its end is missing. Download it again.',
      error,
    );
  }
}

const Message = z.object({ message: z.string() });
const VendorError = z.union([
  z.object({ errors: z.array(z.union([Message, z.string()])).min(1) }).transform(({ errors }) => errors[0]),
  z.object({ error: z.union([Message, z.string()]) }).transform(({ error }) => error),
  Message,
]);

function vendorMessage(value: unknown): string | undefined {
  const found = VendorError.safeParse(value);
  if (!found.success || !found.data) return undefined;
  const message = typeof found.data === 'string' ? found.data : found.data.message;
  return message.replace(/\s+/g, ' ').trim().slice(0, 200) || undefined;
}
