import * as z from 'zod';
import { Secret } from './secrets.ts';

/** How the text of one environment variable becomes a value. What is expected in words stands in the table. */

export const text = z.string();

export const secret = z.string().transform((value) => new Secret(value));

export const secretStartingWith = (prefix: string) => z.string().startsWith(prefix).pipe(secret);

const wholeNumberText = z.string().regex(/^\d{1,9}$/);

export const wholeNumber = (min: number, max: number) =>
  wholeNumberText.transform(Number).pipe(z.number().min(min).max(max));

export const decimal = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

export const webUrl = z.url({ protocol: /^https?$/ });

/** A base that paths are appended to: always ends with one slash, whatever was written. */
export const webUrlWithSlash = webUrl.transform((url) => `${url.replace(/\/+$/, '')}/`);

/** An origin and path without the final slash, so that `${url}/path` reads well. */
export const webUrlWithoutSlash = webUrl.transform((url) => url.replace(/\/+$/, ''));

export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).pipe(secret);

export const smtpUrl = z.url({ protocol: /^smtps?$/ }).pipe(secret);

export const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) => z.enum(names);

/** `a, b,,c` -> each element read by `element`; an empty list is not a list. */
export const listOf = <Element extends z.ZodType<unknown, string>>(element: Element) =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(element).min(1));

/** `T024BE7LD:a-long-secret`. The secret may hold colons. */
export const apiKey = z
  .string()
  .regex(/^[A-Z0-9]{1,64}:.{16,}$/)
  .transform((value) => {
    const colon = value.indexOf(':');
    return { workspaceId: value.slice(0, colon), secret: new Secret(value.slice(colon + 1)) };
  });

/** `2026-11:MTIz...=`: an id that is written beside what it encrypts, and 32 bytes for AES-256. */
export const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,32}:[A-Za-z0-9+/]{43}=?$/)
  .transform((value) => {
    const colon = value.indexOf(':');
    return { id: value.slice(0, colon), key: new Secret(value.slice(colon + 1)) };
  });
export type EncryptionKey = z.infer<typeof encryptionKey>;

/** `localhost:8080`, `10.0.0.7:443`, `[::1]:80`. */
export const hostAndPort = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/)
  .transform((value) => {
    const colon = value.lastIndexOf(':');
    const host = value.slice(0, colon).replace(/^\[|\]$/g, '');
    return { host: host.toLowerCase(), port: Number(value.slice(colon + 1)) };
  })
  .refine(({ port }) => port >= 1 && port <= 65_535);
export type HostAndPort = z.infer<typeof hostAndPort>;
