import { foldActivity, type FoldTools, type LogObjectToFold, nameOf } from '#shared/jobs/fold-activity.ts'
import { objectsIn, type QueuedMessage } from './request.ts'

export interface FailedMessage {
  readonly messageId: string
  readonly reason: string
}

/**
 * Each message fails or succeeds for itself: SQS delivers only those again. What was not begun when the time was over counts
 * as failed, as the queue is where work waits.
 */
export const foldMessages = async (
  tools: FoldTools,
  messages: readonly QueuedMessage[],
  trailBucket: string,
): Promise<{ readonly folded: number; readonly unreadable: number; readonly failed: readonly FailedMessage[] }> => {
  const failed: FailedMessage[] = []
  const announced = new Map<string, readonly LogObjectToFold[]>()
  for (const message of messages) {
    try {
      announced.set(message.messageId, objectsIn(message, trailBucket))
    } catch (error) {
      failed.push({ messageId: message.messageId, reason: reasonOf(error) })
    }
  }
  const report = await foldActivity(tools, [...announced.values()].flat())
  const undone = new Map<string, string>([
    ...report.failed.map(({ object, reason }) => [nameOf(object), reason] as const),
    ...report.left.map((object) => [nameOf(object), 'the time was over'] as const),
  ])
  for (const [messageId, objects] of announced) {
    const reason = objects.map((object) => undone.get(nameOf(object))).find((one) => one !== undefined)
    if (reason !== undefined) failed.push({ messageId, reason })
  }
  return { folded: report.folded, unreadable: report.unreadable.length, failed }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error')
