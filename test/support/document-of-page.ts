import { inflateRawSync } from 'node:zlib'

/** What a report page carries, as its own script would unpack it. */
export const documentOfPage = (html: string): unknown => {
  const packed = /<script type="application\/octet-stream" id="report">([^<]*)</.exec(html)?.[1] ?? ''
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8'))
}
