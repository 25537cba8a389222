import { expect } from 'vitest'

const REGION = 'us-east-1'

interface Execution {
  readonly status: string
  readonly error?: string
  readonly cause?: string
}

export interface StateMachine {
  /** Starts an execution of this name, and answers how it ended. */
  readonly execute: (name: string, input: object) => Promise<Execution>
}

/** A state machine in moto's engine, over Step Functions' own protocol. */
export const makeStateMachine = async (endpoint: string, definition: string): Promise<StateMachine> => {
  const ask = async <Answer>(operation: string, input: object): Promise<Answer> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/${REGION}/states/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${operation}: ${text}`)
    return JSON.parse(text) as Answer
  }
  await fetch(new URL('/moto-api/config', endpoint), {
    method: 'POST',
    body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
  })
  const roleArn = 'arn:aws:iam::123456789012:role/credaudit-states'
  const { stateMachineArn } = await ask<{ stateMachineArn: string }>('CreateStateMachine', {
    name: 'credaudit',
    definition,
    roleArn,
  })
  const execute: StateMachine['execute'] = async (name, input) => {
    const started = { stateMachineArn, name, input: JSON.stringify(input) }
    const { executionArn } = await ask<{ executionArn: string }>('StartExecution', started)
    const describe = () => ask<Execution>('DescribeExecution', { executionArn })
    await expect.poll(async () => (await describe()).status, { timeout: 600_000 }).not.toBe('RUNNING')
    return describe()
  }
  return { execute }
}
