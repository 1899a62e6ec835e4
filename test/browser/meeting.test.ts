import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../src/sandbox/world.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { openBrowser, openTab, skipped, type Tab } from './open-browser.ts';

/** `LOOKOUT_SCREENSHOT=1`: what a meeting became is the second picture in the README. */
const picture = process.env.LOOKOUT_SCREENSHOT
  ? join(import.meta.dirname, '../../docs/meeting.png')
  : undefined;

const thread = (page: Page) => page.getByRole('region', { name: 'Thread' });
const replies = (page: Page) => page.getByRole('log', { name: 'Replies' });
const create = (page: Page) => thread(page).getByRole('button', { name: /^Create \d+ issues$/ });
const dialog = (page: Page) => page.getByRole('dialog');
const todos = (page: Page) => page.getByTestId('notion-page').getByTestId('todo');
const card = (page: Page, words: RegExp) => page.getByTestId('issue').filter({ hasText: words });

const says = async (place: Locator, words: RegExp) =>
  await place.filter({ hasText: words }).first().waitFor();

/** The menu of the item that says this, by its place in the review. */
const menuOf = (page: Page, words: RegExp): Locator =>
  replies(page)
    .locator('.section')
    .filter({ hasText: words })
    .getByRole('button', { name: 'More options' })
    .first();

async function choose(page: Page, words: RegExp, choice: string): Promise<void> {
  await menuOf(page, words).click();
  await page.getByRole('menuitem', { name: choice }).click();
}

/** "Create 5 issues" -> 5 */
const countOf = async (button: Locator): Promise<number> =>
  Number(/\d+/.exec((await button.textContent()) ?? '')?.[0]);

const sticksOut = async (page: Page): Promise<number> =>
  await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const transcript = `WEBVTT

00:00:01.000 --> 00:00:06.000
<v Ada Lovelace>I will order the new parking permits by Friday.</v>

00:00:07.000 --> 00:00:12.000
<v Grace Hopper>I will water the orchids tomorrow.</v>
`;

describe.skipIf(skipped)('somebody with a transcript', () => {
  let database: Database;
  let world: World;
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    database = await openTestDatabase();
    world = await openWorld({ env: { LOG_LEVEL: 'silent' }, overrides: { database } });
    browser = await openBrowser();
    tab = await openTab(browser, `${world.url}#/channel/${world.sandbox.ids.general}`, {
      viewport: { width: 1_600, height: 1_000 },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  test('takes the sample, sends it, and the review is in its thread', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Try a transcript' }).click();
    await page.getByRole('menuitem', { name: /Weekly product sync/ }).click();
    await page.getByRole('list', { name: 'Files to send' }).getByText('Weekly product sync.vtt').waitFor();
    await page.keyboard.press('Enter');
    const opener = page.getByTestId('open-thread').last();
    await opener.or(thread(page)).first().waitFor();
    if (!(await thread(page).isVisible())) await opener.click();
    await create(page).waitFor();
    await says(replies(page), /WebVTT captions · .* speakers · .* turns · .*hidden/);
    await says(replies(page), /Call Northwind .* when it is repaired/);
    const words = (await replies(page).textContent()) ?? '';
    expect(words).not.toContain('48,000');
    expect(words).not.toContain('no team chosen');
    expect(words).not.toContain('nobody is assigned');
  });

  test('reads what was decided', async () => {
    const { page } = tab;
    await thread(page).getByRole('button', { name: 'Decisions' }).click();
    await says(dialog(page), /Decided[\s\S]*the first of next month/);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  test('changes one item in its form, and leaves another out', async () => {
    const { page } = tab;
    const before = await countOf(create(page));
    await choose(page, /Call Northwind/, 'Edit');
    const title = dialog(page).getByLabel('Title');
    await title.waitFor();
    await title.fill('Call Northwind about the export');
    await dialog(page).getByLabel('Priority').selectOption({ label: 'Urgent' });
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText(/Saved/).waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await says(replies(page), /Call Northwind about the export[\s\S]*Urgent/);
    await choose(page, /e-mail to the customers/, 'Drop');
    await says(replies(page), /left out/);
    await thread(page)
      .getByRole('button', { name: `Create ${before - 1} issues` })
      .waitFor();
  });

  test('creates the rest: issues on the board, a page with to-dos, links in the review', async () => {
    const { page } = tab;
    const count = await countOf(create(page));
    await create(page).click();
    await says(replies(page), new RegExp(`✓ ${count} issues and 1 page created`));
    await page.getByRole('button', { name: 'Linear', exact: true }).click();
    await card(page, /Call Northwind about the export/).waitFor();
    expect(await card(page, /e-mail to the customers/).count()).toBe(0);
    await replies(page).getByRole('link', { name: 'page in Notion' }).click();
    await todos(page).filter({ hasText: 'Fix the export' }).waitFor();
    expect(await todos(page).count()).toBe(count);
    expect(await thread(page).isVisible()).toBe(true);
  });

  test('ticks a to-do: the thread says so, and the issue is done on the board', async () => {
    const { page } = tab;
    await todos(page).filter({ hasText: 'Fix the export' }).getByRole('checkbox').check();
    await says(replies(page), /was ticked in Notion · now done in Linear/);
    await page.getByRole('button', { name: 'Linear', exact: true }).click();
    const state = card(page, /Fix the export/).getByRole('combobox', { name: /State of/ });
    await expect.poll(async () => await state.inputValue()).toBe('Done');
  });

  test.runIf(picture)('(has a picture taken of it)', async () => {
    const { page } = tab;
    await page.setViewportSize({ width: 1_440, height: 900 });
    await page.getByRole('button', { name: 'Notion', exact: true }).click();
    await todos(page).first().waitFor();
    await todos(page)
      .first()
      .evaluate((todo) => todo.scrollIntoView({ block: 'center' }));
    await page.getByTestId('toast').first().waitFor({ state: 'detached' });
    await page.screenshot({ path: picture ?? '', type: 'png' });
    await page.setViewportSize({ width: 1_600, height: 1_000 });
    await page.getByRole('button', { name: 'Linear', exact: true }).click();
  });

  test('moves a card on the board: the thread hears of it, and the to-do is ticked', async () => {
    const { page } = tab;
    const state = card(page, /annual plan/).getByRole('combobox', { name: /State of/ });
    await state.selectOption('Done');
    await says(replies(page), /is done in Linear · now ticked in Notion/);
    await page.getByRole('button', { name: 'Notion', exact: true }).click();
    const box = todos(page).filter({ hasText: 'annual plan' }).getByRole('checkbox');
    await expect.poll(async () => await box.isChecked()).toBe(true);
  });

  test('finds the way back to the thread from an issue', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Linear', exact: true }).click();
    await card(page, /annual plan/)
      .getByRole('button', { name: /annual plan/ })
      .click();
    const link = card(page, /annual plan/).getByRole('link', { name: /^Slack/ });
    await thread(page).getByRole('button', { name: 'Close thread' }).click();
    await thread(page).waitFor({ state: 'detached' });
    await link.click();
    await says(replies(page), /issues and 1 page created/);
  });

  test('takes it all back, but for what was worked on', async () => {
    const { page } = tab;
    await thread(page).getByRole('button', { name: 'Undo' }).click();
    await says(replies(page), /Taken back/);
    await card(page, /Call Northwind about the export/).waitFor({ state: 'detached' });
    await card(page, /Fix the export/).waitFor();
  });

  test('hears of no error in the console', () => {
    expect(tab.complaints).toEqual([]);
  });

  test('does it on a narrow screen by keyboard alone: nothing sticks out at 400 px', async () => {
    const { page, complaints } = await openTab(
      browser,
      `${world.url}#/channel/${world.sandbox.ids.product}`,
      { viewport: { width: 400, height: 800 } },
    );
    await page
      .getByTestId('file-input')
      .first()
      .setInputFiles({ name: 'Garden.vtt', mimeType: 'text/vtt', buffer: Buffer.from(transcript) });
    await page.getByRole('list', { name: 'Files to send' }).getByText('Garden.vtt').waitFor();
    await page.getByRole('textbox', { name: /^Message/ }).focus();
    await page.keyboard.press('Enter');
    const opener = page.getByTestId('open-thread').last();
    await opener.focus();
    await page.keyboard.press('Enter');
    await create(page).waitFor();
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);

    const more = menuOf(page, /orchids/);
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await says(replies(page), /left out/);
    const button = thread(page).getByRole('button', { name: 'Create 1 issue' });
    await button.focus();
    await page.keyboard.press('Enter');
    await says(replies(page), /✓ 1 issue and 1 page created/);
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);

    await replies(page).getByRole('link', { name: 'page in Notion' }).focus();
    await page.keyboard.press('Enter');
    const box = todos(page).filter({ hasText: 'parking permits' }).getByRole('checkbox');
    await box.focus();
    await page.keyboard.press('Space');
    expect(await sticksOut(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Close the Notion panel' }).press('Enter');
    await says(replies(page), /was ticked in Notion · now done in Linear/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
