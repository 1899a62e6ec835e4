import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/vendors/web/find-chromium.ts';

/** Chromium asks the outside for updates and the like unless told not to; nothing here leaves the machine. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const executablePath = await findChromium(process.env.CHROMIUM_PATH);
/** Where a build server runs the tests, a missing browser is a failure and not a reason to skip. */
const mayNotSkip = Boolean(process.env.CI || process.env.LOOKOUT_CI);
if (!executablePath && !mayNotSkip)
  console.log(
    'The browser journey is skipped: no Chromium on this machine. Install one or set CHROMIUM_PATH.',
  );
export const skipped = !executablePath && !mayNotSkip;

export async function openBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('No Chromium on this machine: install one or set CHROMIUM_PATH.');
  return await chromium.launch({ executablePath, headless: true, args: flags });
}

export interface Tab {
  page: Page;
  /** What the page complained about, in the console or by throwing. */
  complaints: string[];
}

export async function openTab(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: 1_280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, complaints };
}
