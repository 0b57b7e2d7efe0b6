import { z } from 'zod';
import { accountCalls } from '../../../shared/contract/accounts.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../../shared/contract/calls.ts';
import { openServerCalls, organiserCalls } from '../../../shared/contract/organiser.ts';
import { bulletin } from '../../../shared/report/bulletin.ts';
import { PART_CHARACTERS } from '../../../shared/report/returns/kept.ts';
import { type Central, PERSON } from '../../central.ts';
import { random } from '../forged.ts';

/** What people do at the server's page in a day: every call that a server answers. */

interface Administrator {
  readonly of: string;
  readonly name: string;
  readonly password: string;
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;
const anyResult = z.looseObject({ ok: z.boolean() });

/** All that a server answers, signed in or not. */
export const ofTheServer = Object.entries({
  ...organiserCalls,
  ...accountCalls,
  ...openServerCalls,
})
  .filter(([, call]) => call.by !== 'station')
  .map(([name]) => name);

class Page {
  readonly called = new Set<string>();
  readonly #url: string;
  #cookie = '';
  constructor(url: string) {
    this.#url = url;
  }

  #headers() {
    return { 'content-type': 'application/json', origin: this.#url, cookie: this.#cookie };
  }

  async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const answer = await fetch(new URL(`/call/${name}`, this.#url), {
      method: 'POST',
      headers: this.#headers(),
      body: JSON.stringify(input),
    });
    const [cookie] = (answer.headers.get('set-cookie') ?? '').split(';');
    if (cookie) this.#cookie = cookie;
    const reply = z.object({ ok: z.literal(true), value: z.unknown() }).parse(await answer.json());
    const result = anyResult.safeParse(reply.value).data;
    if (result?.ok !== false) this.called.add(name);
    return outputs[name].output.parse(reply.value);
  }

  async get(path: string): Promise<Response> {
    return fetch(new URL(path, this.#url), { headers: this.#headers() });
  }
}

export async function theirPage(at: Central, administrator: Administrator) {
  const page = new Page(at.url);
  await page.ask('station.hello', {});
  await page.ask('organiser.signIn', { account: PERSON.name, password: 'not this one' });
  const choose = { account: PERSON.name, password: PERSON.password };
  await page.ask('organiser.signIn', choose);
  await page.ask('organiser.signIn', { ...choose, of: at.sample.fair.id });
  await page.ask('station.hello', {});
  await looksAtFigures(page);
  await publishes(page, at.sample.fair.id);
  await keepsItsOwn(page);
  await page.ask('organiser.unused', { slot: 11, unused: true });
  await page.ask('organiser.unused', { slot: 11, unused: false });
  await page.ask('accounts.ownPassword', {
    now: PERSON.password,
    password: `${PERSON.password} 2`,
  });
  const stream = await page.get('/events');
  await stream.body?.cancel();
  const routes = await describedRoutes(page);
  await page.ask('organiser.signOut', {});
  await looksAfterPeople(page, at.sample.fair.id, administrator);
  return { called: page.called, routes };
}

async function looksAtFigures(page: Page): Promise<void> {
  for (const name of [
    'organiser.checklist',
    'organiser.merged',
    'organiser.anomalies',
    'organiser.audit',
    'organiser.auditExport',
    'wall.view',
  ] as const) {
    await page.ask(name, {});
  }
  const scope = 'all';
  await page.ask('organiser.behind', { scope, counted: [{ figure: 'attendees', slices: [''] }] });
  await page.ask('organiser.export', { scope, format: 'csv' });
  await page.ask('organiser.return', { scope, id: 'market' });
}

async function publishes(page: Page, fair: string): Promise<void> {
  const day = await page.ask('organiser.day', { scope: 'all' });
  if (!day.ok) throw new Error(day.fault.kind);
  const setting = { template: '求职者{求职者人数}', added: '', numbers: 'exact' } as const;
  const { text } = bulletin(day.value, setting);
  const published = await page.ask('organiser.publish', {
    request: random(),
    scope: 'all',
    setting,
    digest: day.value.digest,
    text,
  });
  if (!published.ok) throw new Error(published.fault.kind);
  const { number } = published.value;
  await page.ask('organiser.bulletins', {});
  await page.ask('bulletin.check', { fair, number });
  await page.ask('organiser.withdraw', { number, reason: '核对中' });
  await page.ask('bulletin.check', { fair, number });
}

/** Templates of the bureau's own, of the bulletin and of a return. */
async function keepsItsOwn(page: Page): Promise<void> {
  await page.ask('organiser.template', {});
  await page.ask('organiser.keepTemplate', { bulletin: { template: '{求职者人数}', added: '' } });
  await page.ask('organiser.keepTemplate', { bulletin: null });
  const shipped = await page.ask('organiser.returnFile', {
    scope: 'all',
    id: 'market',
    as: 'template',
  });
  if (!shipped.ok || shipped.value.how !== 'page') throw new Error('no template');
  const { name, base64 } = shipped.value;
  for (let from = 0; from < base64.length; from += PART_CHARACTERS) {
    const part = base64.slice(from, from + PART_CHARACTERS);
    const file = { name, from, of: base64.length, part };
    await page.ask('organiser.keepReturn', { id: 'market', file });
  }
  await page.ask('organiser.return', { scope: 'all', id: 'market' });
  await page.ask('organiser.keepReturn', { id: 'market', file: null });
}

async function looksAfterPeople(
  page: Page,
  fair: string,
  { of: wholeServer, name, password }: Administrator,
) {
  await page.ask('organiser.signIn', { account: name, password, of: wholeServer });
  await page.ask('accounts.fairs', {});
  const who = { fair, name: '李工' };
  await page.ask('accounts.add', { ...who, role: 'viewer', password: null });
  await page.ask('accounts.list', { fair });
  await page.ask('accounts.password', { ...who, password: null });
  await page.ask('accounts.role', { ...who, role: 'organiser' });
  await page.ask('accounts.endSessions', who);
  await page.ask('accounts.remove', who);
  await page.ask('accounts.addToken', { fair, name: '大屏', rights: ['figures'] });
  await page.ask('accounts.removeToken', { fair, name: '大屏' });
  await page.ask('accounts.audit', { fair });
  await page.ask('accounts.audit', { fair: wholeServer });
  await page.ask('organiser.signOut', {});
}

const description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

async function describedRoutes(page: Page): Promise<string[]> {
  const { paths } = description.parse(await (await page.get('/docs/json')).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}
