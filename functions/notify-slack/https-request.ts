import * as z from 'zod/mini'

/** A request to the function's URL (Lambda developer guide, "Invoking Lambda function URLs", payload format 2.0). */
const schema = z.object({
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
})

export interface HttpsRequest {
  readonly method: string
  readonly body: string
}

export interface HttpsAnswer {
  readonly statusCode: 200 | 403 | 503
  readonly body: string
}

/** Undefined: no request by HTTPS but an event of SNS's own. */
export const httpsRequestOf = (event: unknown): HttpsRequest | undefined => {
  const parsed = schema.safeParse(event)
  if (!parsed.success) return undefined
  const { requestContext, body = '', isBase64Encoded = false } = parsed.data
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body
  return { method: requestContext.http.method, body: text }
}
