import { describe, expect, it } from 'vitest'
import { EvidenceError } from '#shared/evidence/evidence-error.ts'
import { parseServiceLastAccessed } from '#shared/evidence/service-last-accessed.ts'

const ARN = 'arn:aws:iam::111111111111:role/app'
const file = (value: unknown, name = 'service-last-accessed/app.json') => ({
  name,
  bytes: new TextEncoder().encode(JSON.stringify(value)),
})
const report = (...services: readonly object[]) => ({
  JobStatus: 'COMPLETED',
  JobType: 'ACTION_LEVEL',
  JobCreationDate: '2026-04-01T00:00:00+00:00',
  JobCompletionDate: '2026-04-01T00:00:05+00:00',
  ServicesLastAccessed: services,
  IsTruncated: false,
})
const s3 = {
  ServiceName: 'Amazon S3',
  ServiceNamespace: 's3',
  LastAuthenticated: '2026-03-01T10:00:00+00:00',
  LastAuthenticatedEntity: ARN,
  TotalAuthenticatedEntities: 1,
  TrackedActionsLastAccessed: [
    { ActionName: 'CreateBucket', LastAccessedEntity: ARN, LastAccessedTime: '2026-03-01T10:00:00+00:00' },
    { ActionName: 'DeleteBucket' },
  ],
}
const sqs = { ServiceName: 'Amazon SQS', ServiceNamespace: 'sqs', TotalAuthenticatedEntities: 0 }

describe('parseServiceLastAccessed', () => {
  it('reads what was asked for, and what never was', () => {
    const { services, generatedAt, principalArn } = parseServiceLastAccessed(file(report(s3, sqs)))
    expect(principalArn).toBe(ARN)
    expect(generatedAt).toEqual(new Date('2026-04-01T00:00:05Z'))
    expect(services.get('s3')).toEqual({
      at: new Date('2026-03-01T10:00:00Z'),
      actions: new Map([
        ['s3:CreateBucket', new Date('2026-03-01T10:00:00Z')],
        ['s3:DeleteBucket', undefined],
      ]),
    })
    expect(services.get('sqs')).toEqual({ actions: new Map() })
  })

  it('puts pages together, and believes the Arn that was written beside the answer', () => {
    const wrapped = { Arn: 'arn:aws:iam::111111111111:role/other', ...report(s3) }
    const { services, principalArn } = parseServiceLastAccessed(file([wrapped, report(sqs)]))
    expect([...services.keys()]).toEqual(['s3', 'sqs'])
    expect(principalArn).toBe('arn:aws:iam::111111111111:role/other')
  })

  it('does not guess whose it is: several entities are the users of a group or a policy', () => {
    const other = { ...sqs, LastAuthenticated: s3.LastAuthenticated, LastAuthenticatedEntity: `${ARN}2` }
    expect(parseServiceLastAccessed(file(report(s3, other))).principalArn).toBeUndefined()
  })

  it.each([
    ['is not what', { JobStatus: 'COMPLETED' }],
    ['job that is IN_PROGRESS', { ...report(), JobStatus: 'IN_PROGRESS' }],
  ])('says what is wrong: %s', (words, value) => {
    expect(() => parseServiceLastAccessed(file(value))).toThrow(EvidenceError)
    expect(() => parseServiceLastAccessed(file(value))).toThrow(words)
  })

  it('refuses the other answer of the same family', () => {
    const withEntities = { JobStatus: 'COMPLETED', EntityDetailsList: [] }
    expect(() => parseServiceLastAccessed(file(withEntities))).toThrow('ServicesLastAccessed')
  })
})
