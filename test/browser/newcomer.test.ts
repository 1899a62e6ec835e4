import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../src/sandbox/world.ts';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { openBrowser, openTab, skipped, type Tab } from './open-browser.ts';

/** `LOOKOUT_SCREENSHOT=1`: the finished story becomes the picture in the README. */
const picture = process.env.LOOKOUT_SCREENSHOT
  ? join(import.meta.dirname, '../../docs/sandbox.png')
  : undefined;

const thread = (page: Page) => page.getByRole('region', { name: 'Thread' });
const replies = (page: Page) => page.getByRole('log', { name: 'Replies' });
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message #general' });

/** Waits until a place on the page says something. */
const says = async (place: ReturnType<typeof replies>, words: RegExp) =>
  await place.filter({ hasText: words }).first().waitFor();

describe.skipIf(skipped)('somebody who has just started the sandbox', () => {
  let database: Database;
  let world: World;
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    database = await openTestDatabase();
    world = await openWorld({ env: { LOG_LEVEL: 'silent' }, overrides: { database } });
    browser = await openBrowser();
    tab = await openTab(browser, world.url);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  test('sees that this is a sandbox', async () => {
    await tab.page.getByTestId('banner').waitFor();
    expect(await tab.page.getByTestId('banner').textContent()).toMatch(/sandbox/i);
  });

  test('puts the request of the guide into the composer and sends it: the card comes into the thread', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Put it in the composer' }).click();
    expect(await composer(page).inputValue()).toMatch(
      /@Lookout tell me when the Pro plan's price changes on /,
    );
    await composer(page).press('Enter');
    const opener = page.getByTestId('open-thread').first();
    await opener.or(thread(page)).first().waitFor();
    if (!(await thread(page).isVisible())) await opener.click();
    await says(replies(page), /● Watching · checked/);
    await says(replies(page), /\$20/);
  });

  test('changes the price on the page, and the alert with before and after is in the thread', async () => {
    const { page } = tab;
    await page.getByRole('button', { name: 'Show me the price' }).click();
    const save = page.getByRole('button', { name: 'Save page' });
    expect(await save.isDisabled()).toBe(true);
    await page.waitForFunction(() => {
      const box = document.activeElement;
      return (
        box instanceof HTMLTextAreaElement &&
        box.value.slice(box.selectionStart, box.selectionEnd).includes('20')
      );
    });
    await page.keyboard.type('$25');
    await save.click();
    await page.getByTestId('toast').filter({ hasText: 'saved' }).first().waitFor();
    await thread(page).getByRole('button', { name: 'Check now' }).first().click();
    await says(replies(page), /\$20.*\$25/s);
    await says(replies(page), /before │.*\$20.*after.*│.*\$25/s);
    await says(replies(page), /1 alert/);
    await page.getByRole('button', { name: 'Open the thread' }).waitFor();
  });

  test.runIf(picture)('(has a picture taken of it)', async () => {
    const { page } = tab;
    await page.getByTestId('toast').first().waitFor({ state: 'detached' });
    await page.screenshot({ path: picture ?? '', type: 'png' });
  });

  test('edits the monitor in its form, and the card says so', async () => {
    const { page } = tab;
    await thread(page).getByRole('button', { name: 'Edit' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByText('How often').first().waitFor();
    await form.getByLabel('How often').selectOption({ label: 'Every hour' });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/Saved/).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await says(replies(page), /Every hour/);
  });

  test('finds the monitor in the App Home', async () => {
    const { page } = tab;
    await page.goto(`${world.url}#/app/home`);
    await page.getByText('Your monitors').waitFor();
    await page
      .getByText(/● Watching/)
      .first()
      .waitFor();
    await page.goto(`${world.url}#/app/messages`);
    await page.getByRole('textbox', { name: 'Message Lookout' }).waitFor();
  });

  test('hears of no error in the console', () => {
    expect(tab.complaints).toEqual([]);
  });

  test('does it all by keyboard', async () => {
    const { page, complaints } = await openTab(browser, `${world.url}#/channel/${world.sandbox.ids.general}`);
    world.sandbox.site.reset();
    await composer(page).focus();
    await page.keyboard.type(`@Lookout watch ${world.sandbox.site.baseUrl}/status`);
    await page.keyboard.press('Escape'); // whatever is offered for completion
    await page.keyboard.press('Enter');
    const message = page
      .getByTestId('message')
      .filter({ hasText: /watch .*\/status/ })
      .last();
    const opener = message.getByTestId('open-thread');
    await opener.waitFor();
    await opener.focus();
    await page.keyboard.press('Enter');
    await says(replies(page), /● Watching · checked/);
    const pause = thread(page).getByRole('button', { name: 'Pause' }).first();
    await pause.focus();
    await page.keyboard.press('Enter');
    await says(replies(page), /❚❚ Paused/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('reads it on a narrow screen: nothing sticks out at 400 px, and the thread can be answered', async () => {
    const narrow = { viewport: { width: 400, height: 800 } };
    const { page, complaints } = await openTab(
      browser,
      `${world.url}#/channel/${world.sandbox.ids.general}`,
      narrow,
    );
    const sticksOut = async () =>
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const opener = page.getByTestId('open-thread').first();
    await opener.waitFor();
    expect(await sticksOut()).toBeLessThanOrEqual(0);
    await opener.click();
    await says(replies(page), /before │/);
    expect(await sticksOut()).toBeLessThanOrEqual(0);
    await page.getByRole('textbox', { name: 'Reply' }).fill('@Lookout why so quiet?');
    await page.keyboard.press('Enter');
    await says(replies(page), /In the last 7 days/);
    await page.goto(`${world.url}#/app/home`);
    await page.getByText('Your monitors').waitFor();
    expect(await sticksOut()).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
