import type { AuditDocument } from '../audit-document.ts'
import type { OrganizationDocument } from '../organization-report.ts'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** The document that `html.ts` has put into the page: deflated JSON as base64, which no HTML parser can take for markup. */
export const readDocument = async (element: Element): Promise<AuditDocument | OrganizationDocument> => {
  const packed = new Blob([bytesOf(element.textContent.trim())])
  const text = await new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).text()
  return JSON.parse(text) as AuditDocument | OrganizationDocument
}
