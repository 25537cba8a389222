import { type FakeAnswer, jsonAnswer } from './fake-aws.ts'

export const functionArn = (account: string, name: string): string =>
  `arn:aws:lambda:us-east-1:${account}:function:${name}`

/** The function that a request for an invocation names, by the path of the request. */
export const functionOf = (path: string): string =>
  /([\w-]+)\/invocations$/.exec(decodeURIComponent(path))?.[1] ?? 'no function'

/** How Lambda answers when the function itself has failed. */
export const functionError = (errorType: string, errorMessage: string): FakeAnswer => ({
  ...jsonAnswer({ errorType, errorMessage }),
  headers: { 'x-amz-function-error': 'Unhandled' },
})

/** As when it runs out of memory. */
export const RUNTIME_EXITED = functionError('Runtime.ExitError', 'RequestId: 1 Error: Runtime exited')
