import type { Rule } from './house.ts';
import { floorOf, roomOf } from './rooms.ts';
import { type Import, isTestFile, type SourceFile } from './source.ts';

/** HOUSE.md's table: each floor and the floors it may import. Every room may import itself. */
const mayImport: Record<string, readonly string[]> = {
  kit: [],
  config: ['kit'],
  contracts: ['kit'],
  vendors: ['kit'],
  store: ['kit', 'contracts'],
  queue: ['kit', 'contracts', 'store'],
  gateway: ['kit', 'contracts'],
  flows: ['kit', 'contracts', 'store', 'queue', 'vendors'],
  doors: ['kit', 'contracts', 'gateway', 'queue', 'vendors'],
  house: ['kit', 'config', 'contracts', 'vendors', 'store', 'queue', 'gateway', 'flows', 'doors'],
  bin: ['kit', 'config', 'house', 'sandbox', 'bench', 'eval'],
  sandbox: ['kit', 'house'],
  bench: ['kit', 'config', 'house', 'sandbox', 'flows', 'vendors'],
  eval: ['kit', 'config', 'contracts', 'flows', 'vendors', 'house'],
  web: ['contracts', 'sandbox'],
};

/** The commands that show the sandbox; the others run without it. */
const sandboxCommands = /^src\/bin\/(?:.*\/)?(?:run-)?(?:start|sandbox|demo|bench)(?:[-./]|$)/;
/** `lookout eval` and its sub-commands, a file each. */
const evalCommands = /^src\/bin\/eval(?:-[\w-]+)?(?:\.|$)/;
/** What a door may know of a vendor: how to check a signature, what a payload looks like, how blocks are drawn, what its buttons are called and its errors mean. */
const doorSideOfVendor = /(?:^|[/-])(?:verify|schemas?|blocks?|action-ids|errors)(?:[-./]|$)/;

export const walls: Rule = {
  says: 'every file stands in a room and imports only what its room may',
  check: (house) =>
    house.files.flatMap((file) => {
      const room = roomOf(file.path);
      if (!room) return [`${file.path} stands in no room: put it in one of the folders of HOUSE.md`];
      return file.imports.flatMap((item) => {
        const why = whyRefused(file, room, item);
        return why ? [`${file.path}:${item.line} imports ${item.target}: ${why}`] : [];
      });
    }),
  broken: [
    broken('src/kit/a.ts', '../contracts/b.ts', 'kit may import nothing of ours'),
    broken('src/vendors/slack/a.ts', '../web/b.ts', 'vendors/slack may not import its neighbour vendors/web'),
    broken('src/flows/monitor/a.ts', '../content/index.ts', 'leave a job instead'),
    broken('src/flows/monitor/a.ts', '../../gateway/hall.ts', 'flows may import kit'),
    broken('src/doors/slack/a.ts', '../../store/monitors.ts', 'doors may import kit'),
    broken(
      'src/doors/slack/a.ts',
      '../../vendors/slack/client.ts',
      'verify, schema, blocks, action ids and errors',
    ),
    broken('src/doors/http/a.ts', '../slack/b.ts', 'neighbour'),
    broken('src/sandbox/slack-api.ts', '../vendors/slack/schema.ts', 'agrees with our bugs'),
    broken('src/sandbox/slack-api.ts', '../house.ts', 'world.ts'),
    broken('src/bin/doctor.ts', '../sandbox/world.ts', 'start, sandbox, demo and bench'),
    broken('src/house.ts', './sandbox/world.ts', 'house may import'),
    broken('src/bin/doctor.ts', '../bench/run-bench.ts', 'only the command bench'),
    broken('src/bench/a.ts', '../store/database.ts', 'bench may import'),
    broken('src/house.ts', './bench/a.ts', 'house may import'),
    broken('src/bin/doctor.ts', '../eval/detection/run-pair.ts', 'only the command eval'),
    broken('src/bin/evaluate.ts', '../eval/detection/run-pair.ts', 'only the command eval'),
    broken('src/eval/a.ts', '../store/database.ts', 'eval may import'),
    broken('src/eval/a.ts', '../bench/statistics.ts', 'eval may import'),
    broken('src/flows/detection/a.ts', '../../eval/intervals.ts', 'flows may import'),
    broken('src/house/a.ts', '../eval/intervals.ts', 'house may import'),
    broken('src/store/a.ts', '../../test/helpers/b.ts', 'store may import'),
    broken('src/store/a.test.ts', '../../test/journeys/b.ts', 'test/helpers'),
    broken('src/kit/a.ts', './serve-for-test.ts', 'for tests'),
    broken('src/kit/a.test.ts', '../store/b.ts', 'kit may import nothing of ours'),
    broken('web/app.ts', '../src/store/a.ts', 'web may import'),
    broken('web/app.ts', '../src/sandbox/a.ts', 'types only'),
    { files: { 'src/kit/a.ts': "export * from '../store/b.ts';" }, problem: 'kit may import nothing' },
    { files: { 'src/kit/a.ts': "await import('../store/b.ts');" }, problem: 'kit may import nothing' },
    {
      files: { 'src/kit/a.ts': "new URL('../store/b.ts', import.meta.url);" },
      problem: 'kit may import nothing',
    },
    {
      files: { 'src/kit/a.ts': "import type { B } from '../store/b.ts';" },
      problem: 'kit may import nothing',
    },
    { files: { 'src/helpers.ts': '' }, problem: 'stands in no room' },
    { files: { 'src/flows/shared.ts': '' }, problem: 'stands in no room' },
  ],
  kept: [
    kept('src/flows/monitor/a.ts', './b.ts', '../../vendors/web/b.ts', '../../queue/b.ts', '../../kit/b.ts'),
    kept(
      'src/doors/slack/a.ts',
      '../../vendors/slack/verify-signature.ts',
      '../../vendors/slack/blocks/card.ts',
    ),
    kept('src/sandbox/world.ts', '../house.ts', './slack-api.ts'),
    kept('src/bin/demo.ts', '../sandbox/world.ts', '../house.ts'),
    kept('src/bin/bench.ts', '../bench/run-bench.ts'),
    kept('src/bin/eval.ts', './eval-detection.ts'),
    kept('src/bin/eval-detection.ts', '../eval/detection/run-detection.ts', '../config/config.ts'),
    kept(
      'src/eval/detection/a.ts',
      '../../flows/detection/judge/judge.ts',
      '../../house/b.ts',
      '../intervals.ts',
    ),
    kept('src/bench/a.ts', '../house.ts', '../sandbox/create-sandbox.ts'),
    kept('src/house.ts', './flows/monitor/index.ts', './doors/slack/index.ts', './config/config.ts'),
    kept('src/store/a.test.ts', './a.ts', '../../test/helpers/database.ts', '../kit/b.ts'),
    {
      'web/app.ts':
        "import type { A } from '../src/sandbox/a.ts'; import { B } from '../src/contracts/b.ts';",
    },
    {
      'src/kit/a.ts':
        "import pino from 'pino'; // import '../store/b.ts'\nconst text = \"import '../store/b.ts'\";",
    },
  ],
};

function whyRefused(file: SourceFile, room: string, item: Import): string | undefined {
  const target = item.target;
  if (target && isTestFile(target) && !file.isTest && room !== 'test')
    return 'the product may not use what is for tests';
  const targetRoom = target && roomOf(target);
  if (!target || !targetRoom || targetRoom === room || room === 'test') return undefined;
  const floor = floorOf(room);
  const targetFloor = floorOf(targetRoom);
  if (targetFloor === 'test' && file.isTest)
    return /^test\/(?:helpers|fixtures)\//.test(target)
      ? undefined
      : 'a test beside its file may import only test/helpers/ and test/fixtures/';
  if (floor === 'flows' && targetFloor === 'flows') return 'rooms never call rooms: leave a job instead';
  if (floor === targetFloor) return `${room} may not import its neighbour ${targetRoom}`;
  if (floor === 'sandbox' && targetFloor === 'vendors')
    return 'a fake that shares our parser agrees with our bugs: write its own';
  const allowed = mayImport[floor] ?? [];
  if (!allowed.includes(targetFloor))
    return allowed.length > 0
      ? `${floor} may import ${allowed.join(', ')}`
      : `${floor} may import nothing of ours`;
  if (floor === 'sandbox' && targetFloor === 'house' && file.path !== 'src/sandbox/world.ts' && !file.isTest)
    return 'only src/sandbox/world.ts may build a house';
  if (floor === 'bin' && targetFloor === 'sandbox' && !sandboxCommands.test(file.path))
    return 'only the commands start, sandbox, demo and bench may show the sandbox';
  if (
    floor === 'doors' &&
    targetFloor === 'vendors' &&
    !doorSideOfVendor.test(target.split('/').slice(3).join('/'))
  )
    return 'a door may import only verify, schema, blocks, action ids and errors of a vendor; ask the hall for the rest';
  if (floor === 'bin' && targetFloor === 'bench' && file.path !== 'src/bin/bench.ts')
    return 'only the command bench may start the bench';
  if (floor === 'bin' && targetFloor === 'eval' && !evalCommands.test(file.path))
    return 'only the command eval may evaluate';
  if (floor === 'web' && targetFloor === 'sandbox' && !item.typeOnly)
    return 'the browser side may import types only from the sandbox';
  return undefined;
}

function broken(path: string, specifier: string, problem: string): Rule['broken'][number] {
  return { files: { [path]: `import { x } from '${specifier}';` }, problem };
}

function kept(path: string, ...specifiers: string[]): Record<string, string> {
  return {
    [path]: specifiers.map((specifier, at) => `import { x as x${at} } from '${specifier}';`).join('\n'),
  };
}
