import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  /** Holds a digest of the content, so that browsers may keep it for ever. */
  readonly url: string;
  readonly type: string;
  readonly content: string;
}

function readAsset(name: string, type: string): Asset {
  const content = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8').replace(
    /(?<=from ')\.\/([\w-]+\.js)(?=')/g,
    (_, imported: string) => readAsset(imported, 'text/javascript').url,
  );
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { url: `/assets/${name.replace('.', `.${digest}.`)}`, type: `${type}; charset=utf-8`, content };
}

/** The page's own style, script and icon; read once when the process starts. */
export const assets = {
  style: readAsset('style.css', 'text/css'),
  script: readAsset('chat.js', 'text/javascript'),
  deskStyle: readAsset('desk.css', 'text/css'),
  lookUpStyle: readAsset('look-up.css', 'text/css'),
  // Imported by the others: it stands here to be served.
  lookUpCommon: readAsset('look-up-common.js', 'text/javascript'),
  lookUpScript: readAsset('look-up.js', 'text/javascript'),
  lookUpKeys: readAsset('look-up-keys.js', 'text/javascript'),
  lookUpNote: readAsset('look-up-note.js', 'text/javascript'),
  lookUpCalculation: readAsset('look-up-calculation.js', 'text/javascript'),
  chatDeskStyle: readAsset('chat-desk.css', 'text/css'),
  chatDeskScript: readAsset('chat-desk.js', 'text/javascript'),
  chatDeskReplies: readAsset('chat-desk-replies.js', 'text/javascript'),
  chatDeskKeys: readAsset('chat-desk-keys.js', 'text/javascript'),
  eligibilityStyle: readAsset('eligibility.css', 'text/css'),
  eligibilityScript: readAsset('eligibility.js', 'text/javascript'),
  // Imported by the next two.
  handInScript: readAsset('hand-in.js', 'text/javascript'),
  batchStyle: readAsset('batch.css', 'text/css'),
  batchScript: readAsset('batch.js', 'text/javascript'),
  overviewStyle: readAsset('overview.css', 'text/css'),
  corpusStyle: readAsset('corpus.css', 'text/css'),
  corpusScript: readAsset('corpus.js', 'text/javascript'),
  bankStyle: readAsset('bank.css', 'text/css'),
  bankScript: readAsset('bank.js', 'text/javascript'),
  sheetStyle: readAsset('sheet.css', 'text/css'),
  icon: readAsset('icon.svg', 'image/svg+xml'),
} as const;

export const assetsByUrl: ReadonlyMap<string, Asset> = new Map(
  Object.values(assets).map((asset) => [asset.url, asset]),
);
