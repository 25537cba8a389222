import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const RUNNER = `
import { text } from 'node:stream/consumers'
const { handler } = await import(process.env.HANDLER)
const context = { functionName: 'f', functionVersion: '1', memoryLimitInMB: '1024', awsRequestId: 'request-1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f', logGroupName: 'g', logStreamName: 's',
  getRemainingTimeInMillis: () => Number(process.env.REMAINING_MS ?? 300000), callbackWaitsForEmptyEventLoop: false, done() {}, fail() {}, succeed() {} }
try { console.log('ANSWER ' + JSON.stringify(await handler(JSON.parse(await text(process.stdin)), context))) }
catch (error) { console.log('ERROR ' + JSON.stringify(error.message)) }
`

export interface Invocation {
  readonly answer?: unknown
  readonly error?: string
  /** All that the function wrote: its log and metrics. */
  readonly output: string
}

/** Runs a function's handler, its source or its bundle, in a process of its own, as Lambda would: only its environment tells it where it is. */
export const invokeHandler = async (
  handler: URL,
  payload: unknown,
  variables: Readonly<Record<string, string>>,
): Promise<Invocation> => {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', RUNNER], {
    maxBuffer: 64_000_000,
    env: {
      ...variables,
      HANDLER: handler.href,
      AWS_LAMBDA_FUNCTION_NAME: 'f',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    },
  })
  // Not in the environment: a digest may be larger than a variable.
  running.child.stdin?.end(JSON.stringify(payload))
  const { stdout, stderr } = await running
  const output = stdout + stderr
  const line = (word: string) =>
    stdout
      .split('\n')
      .find((text) => text.startsWith(`${word} `))
      ?.slice(word.length + 1)
  const [answer, error] = [line('ANSWER'), line('ERROR')]
  return {
    output,
    ...(answer === undefined ? {} : { answer: JSON.parse(answer) as unknown }),
    ...(error === undefined ? {} : { error: JSON.parse(error) as string }),
  }
}
