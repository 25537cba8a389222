import { confirmSubscription, readSigningCertificate, type WebTools } from '#shared/clients/sns-endpoint.ts'
import type { StateStore } from '#shared/jobs/remember-and-announce.ts'
import {
  confirmationUrl,
  type ReceivedSnsMessage,
  receiveSnsMessage,
  type Reception,
} from '#shared/notifications/received-sns-message.ts'
import { signatureProblem } from '#shared/notifications/sns-signature.ts'
import type { Delivery } from './deliver.ts'
import type { HttpsAnswer, HttpsRequest } from './https-request.ts'

export interface HttpsTools extends WebTools {
  readonly topics: readonly string[]
  readonly now: Date
  readonly store: StateStore
  /** Called for a message that is proven to be of an allowed topic, and not before. */
  readonly deliver: (message: { readonly text: string; readonly subject?: string | undefined }) => Promise<Delivery>
  readonly log: (sentence: string) => void
}

const REFUSED: HttpsAnswer = { statusCode: 403, body: 'refused' }
const DONE: HttpsAnswer = { statusCode: 200, body: 'ok' }
const LATER: HttpsAnswer = { statusCode: 503, body: 'later' }

/** Refused without a fetch where what was sent shows that it is not SNS's; then by the signature. */
const proven = async (
  { method, body }: HttpsRequest,
  tools: HttpsTools,
): Promise<Exclude<Reception, { state: 'refused' }> | { readonly state: 'refused'; readonly reason: string }> => {
  if (method !== 'POST') return { state: 'refused', reason: `SNS posts, and this was ${method.slice(0, 20)}` }
  const received = receiveSnsMessage(body, tools)
  if (received.state === 'refused') return received
  const certificate = await readSigningCertificate(received.message.SigningCertURL, tools)
  const reason = signatureProblem(received.message, certificate, tools.now)
  return reason === undefined ? received : { state: 'refused', reason }
}

/** SNS repeats a message that was not answered; anybody else may repeat one that he has seen. */
const deliverOnce = async (
  { MessageId, Message, ...rest }: Extract<ReceivedSnsMessage, { Type: 'Notification' }>,
  { store, deliver, now, log }: HttpsTools,
): Promise<void> => {
  const name = `received/${MessageId}`
  if ((await store.read(name)) !== undefined) {
    log('The message was received before; nothing is posted.')
    return
  }
  await deliver({ text: Message, subject: rest.Subject ?? undefined })
  await store.write(name, new TextEncoder().encode(JSON.stringify({ receivedAt: now.toISOString() })), undefined)
}

const act = async (message: ReceivedSnsMessage, origin: string, tools: HttpsTools): Promise<void> => {
  switch (message.Type) {
    case 'Notification':
      return deliverOnce(message, tools)
    case 'SubscriptionConfirmation':
      await confirmSubscription(confirmationUrl(message, origin), tools)
      return tools.log(`The subscription to ${message.TopicArn} is confirmed.`)
    case 'UnsubscribeConfirmation':
      return tools.log(`The subscription to ${message.TopicArn} was ended; nothing more will come from it.`)
  }
}

/** One request to the function's URL. SNS tries again after 503, and never after 403. */
export const receiveByHttps = async (request: HttpsRequest, tools: HttpsTools): Promise<HttpsAnswer> => {
  try {
    const received = await proven(request, tools)
    if (received.state === 'refused') {
      tools.log(`A request was refused: ${received.reason}.`)
      return REFUSED
    }
    await act(received.message, received.origin, tools)
    return DONE
  } catch (error) {
    tools.log(
      `A message could not be done, and is asked for again: ${error instanceof Error ? error.message : 'unknown'}`,
    )
    return LATER
  }
}
