import { describe, expect, it } from 'vitest'
import { failedFilesOf, failuresOf } from '#shared/organization/map-results.ts'

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

describe('what the ResultWriter left', () => {
  it('names the files of workers that failed, or never began', () => {
    const manifest = {
      DestinationBucket: 'bucket',
      MapRunArn: 'arn:aws:states:eu-central-1:111111111111:mapRun:audit/AuditAccounts:1',
      ResultFiles: {
        FAILED: [{ Key: 'map/1/FAILED_0.json', Size: 4 }],
        PENDING: [{ Key: 'map/1/PENDING_0.json' }],
        SUCCEEDED: [],
      },
    }
    expect(failedFilesOf(bytesOf(manifest))).toEqual(['map/1/FAILED_0.json', 'map/1/PENDING_0.json'])
  })

  it('gives each account of a failed batch the error of its worker, in one line', () => {
    const children = [
      {
        ExecutionArn: 'arn:aws:states:eu-central-1:111111111111:execution:audit/AuditAccounts:1',
        Input: JSON.stringify({ BatchInput: { run: 'r' }, Items: [{ id: '222222222222' }, { id: '333333333333' }] }),
        Status: 'FAILED',
        Error: 'Sandbox.Timedout',
        Cause: 'Task timed out\nafter 900.00 seconds',
      },
      { Input: JSON.stringify({ Items: [{ id: '444444444444' }] }), Status: 'PENDING' },
      { Input: 'not JSON', Status: 'FAILED', Error: 'x' },
    ]
    expect(failuresOf(bytesOf(children))).toEqual([
      {
        account: '222222222222',
        reason: 'The worker ended with Sandbox.Timedout: Task timed out after 900.00 seconds',
      },
      {
        account: '333333333333',
        reason: 'The worker ended with Sandbox.Timedout: Task timed out after 900.00 seconds',
      },
      { account: '444444444444', reason: 'The worker did not run (PENDING).' },
    ])
  })

  it.each([{}, [], null, 'text', { ResultFiles: 3 }])('takes %j for none', (value) => {
    expect(failedFilesOf(bytesOf(value))).toBeUndefined()
    expect(failuresOf(bytesOf(value))).toEqual([])
  })
})
