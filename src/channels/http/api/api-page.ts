import { html } from 'hono/html';
import { z } from 'zod';
import { scopeNames } from '../../../staff/api-tokens.ts';
import { layout, type Markup } from '../pages/layout.ts';
import type { ApiRoute } from './api-route.ts';

interface SchemaEntry {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** All routes to read, without a script and without anything from elsewhere. */
export function apiPage(routes: readonly ApiRoute[], { homeName }: { readonly homeName: string }): Markup {
  const body = html`<div class="document">
<article aria-labelledby="title">
<header class="document-head">
<p class="document-kind">接口</p>
<h1 id="title">给别的系统用的接口</h1>
<p>请求头写上管理员建立的令牌：<code>Authorization: Bearer wz_…</code>。给程序读的说明是 <a href="/api/openapi.json">OpenAPI 3.1 文档</a>。</p>
<p>每条引用和每份文件都写明效力（validity）：已过期、废止的规定不能当作现行依据告诉居民。</p>
</header>
<nav class="contents" aria-label="目录"><ol>${routes.map(({ operation, summary }) => html`<li><a href="#${operation}">${summary}</a></li>`)}</ol></nav>
<div class="document-text">${routes.map(routeSection)}
<section aria-labelledby="others"><h2 id="others">别的门</h2>
<p>OpenAI 兼容：<code>POST /v1/chat/completions</code>、<code>GET /v1/models</code>，模型名 <code>wenzheng</code>，权限 ask。</p>
<p>MCP（streamable HTTP）：<code>/mcp</code>；工具按令牌的权限给出。</p>
</section></div>
</article>
</div>`;
  return layout({ title: '接口 - 问政', homeName, current: 'document', body });
}

function routeSection(route: ApiRoute): Markup {
  const { operation, summary, description, scope, method, path, parameters = {}, query, body } = route;
  const inPath = Object.entries(parameters).map(([name, text]) => ({
    name,
    type: 'string',
    isRequired: true,
    description: text,
  }));
  return html`<section aria-labelledby="${operation}">
<h2 id="${operation}">${summary}</h2>
<p><code>${method.toUpperCase()} /api/v1${path}</code>　权限：${scopeNames[scope]}（${scope}）</p>
<p>${description}</p>
${entryList('网址里的', inPath)}
${entryList('查询参数', entriesOf(query, 'input'))}
${entryList('请求（JSON）', entriesOf(body, 'input'))}
${route.example === undefined ? '' : html`<p>例：<code>${JSON.stringify(route.example)}</code></p>`}
${entryList('回答（JSON）', entriesOf(route.result, 'output'))}
</section>`;
}

function entryList(title: string, entries: readonly SchemaEntry[]): Markup | string {
  if (entries.length === 0) return '';
  return html`<h3>${title}</h3><ul>${entries.map(
    ({ name, type, isRequired, description }) =>
      html`<li><code>${name}</code> ${type}${isRequired ? '' : '，可以不写'}${description === '' ? '' : html`：${description}`}</li>`,
  )}</ul>`;
}

/** The outermost names of an object; what lies deeper stands in the OpenAPI document. */
function entriesOf(schema: z.ZodType, io: 'input' | 'output'): SchemaEntry[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeof property === 'boolean' ? 'any' : typeOf(property),
    isRequired: required.includes(name),
    description: typeof property === 'boolean' ? '' : (property.description ?? ''),
  }));
}

function typeOf({ type, anyOf }: z.core.JSONSchema.BaseSchema): string {
  if (typeof type === 'string') return type;
  return (anyOf ?? []).map((each) => (typeof each === 'boolean' ? 'any' : typeOf(each))).join(' | ') || 'any';
}
