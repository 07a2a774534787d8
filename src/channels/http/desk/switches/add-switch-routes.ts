/** Switching channels off and on, and the settings that hold at once, for administrators. @module */
import type { Context, Hono } from 'hono';
import { loadConfig } from '../../../../config.ts';
import { createControls } from '../../../../controls/create-controls.ts';
import { settingDescriptions, type SettingName, settingNames } from '../../../../controls/run-settings.ts';
import { switchLabels, type SwitchName, switchNames } from '../../../../controls/switches.ts';
import { WenzhengError } from '../../../../errors.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { type DeskForm, readForm } from '../read-form.ts';
import { switchesPage, type SwitchesPageState } from './switches-page.ts';

export function addSwitchRoutes(app: Hono, { store, now, door, controls: given }: DeskParts): void {
  const admin = door.requireStaff('admin');
  const controls = given ?? createControls({ store, now, config: loadConfig({}) });

  async function show(context: Context, state: SwitchesPageState, status: 200 | 400 = 200) {
    const board = await controls.board();
    const shown = { ...board, config: controls.config, now: now() };
    return context.html(switchesPage(staffOf(context), shown, state), status);
  }

  /** Does what a form asks, or shows the page with what is wrong and what was typed. */
  async function change(context: Context, form: DeskForm, about: string, work: () => Promise<string>) {
    try {
      return context.redirect(`/desk/switches?done=${encodeURIComponent(await work())}`, 303);
    } catch (error) {
      if (!(error instanceof WenzhengError) || error.code !== 'input_invalid') throw error;
      const typed = { reason: form.text('reason'), note: form.text('note'), value: form.text('value') };
      return show(context, { fault: { about, message: error.message, typed } }, 400);
    }
  }

  app.get('/desk/switches', admin, (context) => show(context, { done: doneText(context.req.query('done')) }));

  app.post('/desk/switches/:name', admin, async (context) => {
    const name = switchNames.find((each) => each === context.req.param('name'));
    const form = await readForm(context);
    const wanted = form.text('to');
    if (name === undefined || (wanted !== 'on' && wanted !== 'off'))
      return refuse(context, 404, '没有这个开关，请回到“开关”页再选。');
    const by = staffOf(context).account.displayName;
    return change(context, form, name, async () => {
      const words = { reason: form.text('reason'), note: form.text('note') };
      if (wanted === 'off') await controls.switchOff(name, words, by);
      else await controls.switchOn(name, words, by);
      return `${wanted}.${name}`;
    });
  });

  app.post('/desk/switches/settings/:name', admin, async (context) => {
    const name = settingNames.find((each) => each === context.req.param('name'));
    if (name === undefined) return refuse(context, 404, '没有这项设置，请回到“开关”页再选。');
    const form = await readForm(context);
    const by = staffOf(context).account.displayName;
    return change(context, form, name, async () => {
      await controls.change(name, { value: form.text('value'), reason: form.text('reason') }, by);
      return `set.${name}`;
    });
  });
}

/** The sentence for what a redirect names; nothing of the address itself is shown. */
function doneText(done: string | undefined): string | undefined {
  const [what = '', name = ''] = done?.split('.') ?? [];
  const label = isSwitch(name)
    ? switchLabels[name]
    : isSetting(name)
      ? settingDescriptions[name].label
      : null;
  if (label === null) return undefined;
  if (what === 'off') return `“${label}”已经关闭，其他进程几秒内跟上。`;
  if (what === 'on') return `“${label}”已经打开，其他进程几秒内跟上。`;
  return `“${label}”已经修改，其他进程几秒内跟上。`;
}

const isSwitch = (name: string): name is SwitchName => switchNames.some((each) => each === name);
const isSetting = (name: string): name is SettingName => settingNames.some((each) => each === name);
