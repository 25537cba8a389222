import type { SlackBlock } from '#shared/notifications/slack-blocks.ts'

/** The marks that our messages use, as Slack shows them. */
const EMOJI: ReadonlyMap<string, string> = new Map([
  [':red_circle:', '🔴'],
  [':large_orange_circle:', '🟠'],
  [':large_yellow_circle:', '🟡'],
  [':large_blue_circle:', '🔵'],
  [':white_circle:', '⚪'],
])

type Text = Extract<SlackBlock, { type: 'section' }>['text']

const withEmoji = (text: string): string => text.replaceAll(/:[a-z_]+:/g, (name) => EMOJI.get(name) ?? name)

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const asText = ({ type, text }: Text): string =>
  unescaped(
    type === 'plain_text'
      ? text
      : withEmoji(text)
          .replaceAll(/<(https:[^|<>]+)\|([^<>]+)>/g, '$2: $1')
          .replaceAll(/\*([^*]+)\*/g, '$1'),
  )

const blockText = (block: SlackBlock): string => {
  switch (block.type) {
    case 'header':
      return `${asText(block.text)}\n`
    case 'section':
      return asText(block.text)
    case 'context':
      return `${block.elements.map(asText).join(' · ')}\n`
    case 'divider':
      return '---'
  }
}

/** Blocks as lines of text, for a terminal. */
export const slackAsText = (blocks: readonly SlackBlock[]): string => blocks.map(blockText).join('\n')

/** Dots on a page, where a machine may have no font with emoji. */
const COLOURS: ReadonlyMap<string, string> = new Map([
  [':red_circle:', '#dd2e44'],
  [':large_orange_circle:', '#f4900c'],
  [':large_yellow_circle:', '#fdcb58'],
  [':large_blue_circle:', '#55acee'],
  [':white_circle:', '#e6e7e8'],
])

const dot = (name: string): string => {
  const colour = COLOURS.get(name)
  return colour === undefined ? name : `<i style="background:${colour}"></i>`
}

/** The texts are escaped for Slack, which is escaped for HTML as well; quotation marks stand in no attribute. */
const asHtml = ({ type, text }: Text): string =>
  type === 'plain_text'
    ? text.replaceAll('\n', '<br>')
    : text
        .replaceAll(/:[a-z_]+:/g, dot)
        .replaceAll(/<(https:[^|<>"]+)\|([^<>]+)>/g, '<a href="$1">$2</a>')
        .replaceAll(/\*([^*]+)\*/g, '<b>$1</b>')

const blockHtml = (block: SlackBlock): string => {
  switch (block.type) {
    case 'header':
      return `<h1>${asHtml(block.text)}</h1>`
    case 'section':
      return `<p>${asHtml(block.text)}</p>`
    case 'context':
      return `<small>${block.elements.map((element) => `<span>${asHtml(element)}</span>`).join('')}</small>`
    case 'divider':
      return '<hr>'
  }
}

/** Blocks near enough to how Slack shows them. */
export const slackAsHtml = (blocks: readonly SlackBlock[]): string => blocks.map(blockHtml).join('')

const STYLE = `body{background:#fff;color:#1d1c1d;font:15px/1.46 Lato,"DejaVu Sans",sans-serif;margin:24px;max-width:680px}
h1{font-size:18px;margin:8px 0}p{margin:6px 0;overflow-wrap:anywhere}small{display:flex;flex-wrap:wrap;gap:2px 8px;color:#616061;font-size:12px;margin:2px 0 8px}
h2{font-size:12px;color:#616061;border-top:1px solid #ddd;padding-top:16px;margin-top:24px}pre{font-size:12px;white-space:pre-wrap}
i{display:inline-block;width:11px;height:11px;border-radius:50%;vertical-align:-1px}main{padding:12px 16px}`

export interface PagePart {
  readonly title: string
  readonly html: string
}

export const messagesPage = (parts: readonly PagePart[]): string =>
  `<!doctype html><meta charset="utf-8"><title>credaudit: what people get</title><style>${STYLE}</style>${parts
    .map(({ title, html }) => `<h2>${title}</h2>${html}`)
    .join('')}`

/** One message alone, for a picture. */
export const messagePage = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main>${html}</main>`

/** A mail is text: every sign of it is one on the page too. */
export const mailAsHtml = (text: string): string =>
  `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`
