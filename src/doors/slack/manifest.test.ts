import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { suggestedPrompts } from '../../vendors/slack/blocks/help.ts';
import { botEvents, botScopes, commands, methodScopes, shortcuts } from './registered.ts';

const root = join(import.meta.dirname, '../../..');
const upTo = (max: number) => z.string().min(1).max(max);

/**
 * The parts of Slack's manifest format that we use, with its limits (slackapi/manifest-schema, version 2;
 * the limits that only the documentation gives are docs.slack.dev, app manifest reference). Strict: a
 * misspelt key is an error there too.
 */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number().int() }),
  display_information: z.strictObject({
    name: upTo(35),
    description: upTo(140),
    background_color: z.string().regex(/^#([0-9a-fA-F]{3}){1,2}$/),
    long_description: z.string().min(175).max(4_000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: upTo(80), always_online: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: upTo(300),
      suggested_prompts: z.array(z.strictObject({ title: upTo(75), message: upTo(1_000) })).max(4),
      actions: z.array(z.strictObject({ name: upTo(75), description: upTo(300) })),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: upTo(24),
          type: z.enum(['message', 'global']),
          callback_id: upTo(255),
          description: upTo(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: upTo(32).regex(/^\/[a-z]+$/),
          description: upTo(2_000),
          usage_hint: upTo(1_000),
          should_escape: z.literal(true),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(upTo(50)).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(upTo(50)).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')));

test('every command, shortcut and event of the manifest is answered by the door, and none is missing', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command).toSorted()).toEqual(
    Object.values(commands).toSorted(),
  );
  expect(manifest.features.shortcuts.map((shortcut) => shortcut.callback_id)).toEqual(
    Object.values(shortcuts),
  );
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([...botEvents].toSorted());
});

test('the manifest asks for exactly the scopes the methods and features need', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(botScopes);
});

test('a conversation offers the same first words as the manifest', () => {
  expect(manifest.features.agent_view.suggested_prompts).toEqual([...suggestedPrompts]);
});

test('every Web API method that the sources call is in the list the scopes come from', () => {
  const listed = new Set(Object.keys(methodScopes));
  const folders = ['src/doors/slack', 'src/vendors/slack'];
  const called = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => {
        const source = readFileSync(join(root, folder, file), 'utf8');
        const calls = source.matchAll(/(?:client|views)\s*\.((?:[a-z]\w*\.)*[a-z]\w*)\(/gi);
        return [...calls].map((match) =>
          match[0].startsWith('views') ? `views.${match[1]}` : String(match[1]),
        );
      }),
  );
  const methods = [...new Set(called.map((name) => name.replace(/^client\./, '')))].filter((name) =>
    name.includes('.'),
  );
  expect(methods.length).toBeGreaterThan(8);
  expect(methods.filter((method) => !listed.has(method))).toEqual([]);
});
