import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = new URL('../../', import.meta.url)

/** Bundles all functions as `npm run package` does. */
export const buildFunctions = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('infra/scripts/build.ts', ROOT))])
}

const RUNNER = `
const { handler } = await import(process.env.BUNDLE)
const context = { functionName: 'audit', functionVersion: '1', memoryLimitInMB: '1024', awsRequestId: 'request-1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:audit', logGroupName: 'g', logStreamName: 's',
  getRemainingTimeInMillis: () => Number(process.env.REMAINING_MS ?? 300000), callbackWaitsForEmptyEventLoop: false, done() {}, fail() {}, succeed() {} }
try { console.log('ANSWER ' + JSON.stringify(await handler(JSON.parse(process.env.PAYLOAD), context))) }
catch (error) { console.log('ERROR ' + JSON.stringify(error.message)) }
`

export interface Invocation {
  readonly answer?: unknown
  readonly error?: string
  /** All that the function wrote: its log and metrics. */
  readonly output: string
}

/** Runs the built bundle of a function in a process of its own, as Lambda would: only its environment tells it where it is. */
export const invokeBundle = async (
  name: string,
  payload: unknown,
  variables: Readonly<Record<string, string>>,
): Promise<Invocation> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', RUNNER], {
    maxBuffer: 64_000_000,
    env: {
      ...variables,
      BUNDLE: new URL(`.build/${name}/index.mjs`, ROOT).href,
      PAYLOAD: JSON.stringify(payload),
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    },
  })
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
