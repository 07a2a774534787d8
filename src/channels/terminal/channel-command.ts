/** wenzheng channel: switching channels off and on without a browser. The running server follows within seconds. @module */
import { createControls, type Controls } from '../../controls/create-controls.ts';
import { switchLabels, type SwitchName, switchNames } from '../../controls/switches.ts';
import { WenzhengError } from '../../errors.ts';
import { type CommandContext, withStore } from './open-store.ts';
import { withoutControls } from './terminal-text.ts';

const actor = 'terminal';

/** @returns exit code. */
export function runChannelOff(
  written: string,
  { reason, note = '' }: { readonly reason: string; readonly note?: string | undefined },
  context: CommandContext,
): Promise<number> {
  const name = readName(written);
  return withControls(context, async (controls) => {
    await controls.switchOff(name, { reason, note }, actor);
    print([`“${switchLabels[name]}”已经关闭，运行中的服务几秒内跟上。重新打开：wenzheng channel on ${name}`]);
  });
}

/** @returns exit code. */
export function runChannelOn(
  written: string,
  { reason = '' }: { readonly reason?: string | undefined },
  context: CommandContext,
): Promise<number> {
  const name = readName(written);
  return withControls(context, async (controls) => {
    await controls.switchOn(name, { reason }, actor);
    print([`“${switchLabels[name]}”已经打开，运行中的服务几秒内跟上。`]);
  });
}

/** @returns exit code. */
export function runChannelList(
  { json }: { readonly json?: boolean | undefined },
  context: CommandContext,
): Promise<number> {
  return withControls(context, async (controls) => {
    const { switches } = await controls.board();
    if (json)
      print(switches.map(({ name, off }) => JSON.stringify({ channel: name, on: off === null, ...off })));
    else
      print(
        switches.map(({ name, off }) => {
          const state =
            off === null
              ? '开'
              : `关  从 ${chinaTime(off.since)} 起  ${off.by}  原因：${off.reason}${off.note === null ? '' : `  给居民的话：${off.note}`}`;
          return `${name}  ${switchLabels[name]}  ${state}`;
        }),
      );
  });
}

function withControls(
  { env, now }: CommandContext,
  work: (controls: Controls) => Promise<void>,
): Promise<number> {
  // At night a channel may have to be closed before the server has ever run.
  return withStore(
    env,
    async ({ store, config }) => {
      await work(createControls({ store, config, now }));
      return 0;
    },
    { mayCreate: true },
  );
}

function readName(written: string): SwitchName {
  const name = switchNames.find((known) => known === written || switchLabels[known] === written);
  if (name !== undefined) return name;
  throw new WenzhengError(
    'usage',
    `没有“${written.slice(0, 40)}”这个开关，请写 ${switchNames.join('、')} 中的一个。`,
  );
}

/** 2026-11-30 10:05 */
function chinaTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(withoutControls).join('\n')}\n`);
}
