import { describe, expect, it } from 'vitest'
import { failureOf, isTransient } from '#shared/clients/failure.ts'
import { awsError } from './mocked-clients.ts'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const TOKEN = `FwoGZXIvYXdzE${'Ab9+/'.repeat(60)}=`

describe('failureOf', () => {
  it.each([
    ['AccessDeniedException', 'AccessDenied'],
    ['AccessDenied', 'AccessDenied'],
    ['NoSuchEntityException', 'NoSuchEntity'],
    ['CredentialReportNotPresentException', 'ReportNotPresent'],
    ['CredentialReportNotReadyException', 'ReportInProgress'],
    ['CredentialReportExpiredException', 'ReportExpired'],
    ['AWSOrganizationsNotInUseException', 'AWSOrganizationsNotInUse'],
    ['', 'Error'],
  ])('%s has the code %s', (name, code) => {
    expect(failureOf(awsError(name)).code).toBe(code)
  })

  it('keeps the ARN that was denied', () => {
    const message =
      'User: arn:aws:sts::123456789012:assumed-role/credaudit-member-of-some-organization/run is not authorized to perform: iam:ListRoles'
    expect(failureOf(awsError('AccessDenied', message)).reason).toBe(message)
  })

  it.each([
    ['a session token on the lines of a canonical request', `Signature does not match.\nx-amz-security-token:${TOKEN}`],
    ['a session token in the same line', `Rejected ${TOKEN}`],
    ['a named token', `x-amz-security-token=abc${TOKEN} was refused`],
    ['a secret key', `The key ${SECRET} is not valid`],
  ])('row 50: removes %s', (_, message) => {
    const { reason } = failureOf(awsError('SignatureDoesNotMatch', message))
    expect(reason).not.toContain('Ab9+/Ab9+/')
    expect(reason).not.toContain(SECRET)
    expect(reason).not.toBe('')
  })

  it.each([
    ['a\nb', 'a'],
    ['a\u001B[2Jb\u202Ec', 'a [2Jb c'],
    ['x'.repeat(50) + ' '.repeat(500), 'x'.repeat(50)],
    ['', 'The call failed with Throttling.'],
  ])('row 49: %j is one clean line', (message, reason) => {
    expect(failureOf(awsError('Throttling', message)).reason).toBe(reason)
  })

  it('cuts long words', () => {
    expect(failureOf(awsError('X', 'word '.repeat(1000))).reason.length).toBeLessThanOrEqual(300)
  })

  it('survives what is not an error', () => {
    expect(failureOf('boom')).toEqual({ code: 'Error', reason: 'The call failed without an error that could be read.' })
  })

  it.each([
    ['Throttling', true],
    ['LimitExceededException', true],
    ['ServiceFailureException', true],
    ['AccessDenied', false],
    ['NoSuchEntityException', false],
    ['ExpiredToken', false],
  ])('%s may pass later: %s', (name, expected) => {
    expect(isTransient(failureOf(awsError(name)))).toBe(expected)
  })
})
