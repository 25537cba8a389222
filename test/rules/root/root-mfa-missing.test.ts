import { expect, test } from 'vitest'
import { known, unknownFact } from '#shared/facts/known.ts'
import { rootMfaMissing } from '#shared/rules/root/root-mfa-missing.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { accessKey, account, accountWithRoot, at, root, rootOwner, used } from '#test/support/facts.ts'

const off = known(false)
const keys = known([accessKey({ owner: rootOwner })])
const summary = (more: Record<string, number>) => known(new Map(Object.entries(more)))

describeRule(rootMfaMissing, {
  now: '2026-04-01',
  pass: [
    ['MFA is on', accountWithRoot({ password: known('present') })],
    [
      'the report is behind: the live summary says MFA is on',
      account({
        root: known(root({ password: known('present'), mfaActive: off })),
        summary: summary({ AccountMFAEnabled: 1 }),
      }),
    ],
  ],
  fail: [
    [
      'password and no MFA',
      accountWithRoot({ password: known('present'), mfaActive: off }),
      'The root user has a password, and no MFA device.',
    ],
    [
      'password, key and no MFA',
      accountWithRoot({ password: known('present'), mfaActive: off, accessKeys: keys }),
      'The root user has a password and an access key, and no MFA device.',
    ],
    [
      'the report says MFA, the live summary says none',
      account({ root: known(root({ password: known('present') })), summary: summary({ AccountMFAEnabled: 0 }) }),
      'The root user has a password, and no MFA device.',
    ],
    [
      'the report does not support the password field, but a sign-in is recorded',
      accountWithRoot({
        password: unknownFact('not_supported'),
        passwordLastUsed: used('2024-05-06'),
        mfaActive: off,
      }),
      'The root user has a password, used on 2024-05-06, and no MFA device.',
    ],
    [
      'the report does not support the password field, the summary does',
      account({
        root: known(root({ password: unknownFact('not_supported'), mfaActive: off })),
        summary: summary({ AccountPasswordPresent: 1 }),
      }),
      'The root user has a password, and no MFA device.',
    ],
    [
      'trap 5: not_supported is unknown, not false',
      accountWithRoot({ password: unknownFact('the report says not_supported.'), mfaActive: off }),
      'The root user has no MFA device. Whether it has a password is not known: the report says not_supported.',
    ],
  ],
  unknown: [
    [
      'row 10: mfa_active is missing',
      accountWithRoot({ password: known('present'), mfaActive: unknownFact('no column') }),
      'no column',
    ],
  ],
  notApplicable: [
    ['trap 5: root without credentials has no need of MFA', accountWithRoot({ mfaActive: off })],
    [
      'row 73: GovCloud root has no MFA',
      account({
        partition: 'aws-us-gov',
        root: known(
          root({ password: unknownFact('not_supported'), mfaActive: off, createdAt: known(at('2020-01-01')) }),
        ),
      }),
    ],
  ],
})

test('is critical only where the root user is known to have credentials', () => {
  const outcomeOf = (password: ReturnType<typeof known<'present'>> | ReturnType<typeof unknownFact>) =>
    rootMfaMissing.run(accountWithRoot({ password, mfaActive: off }), {
      now: at('2026-04-01'),
      configuration: defaultConfiguration,
    })[0]?.outcome
  expect(outcomeOf(unknownFact('not_supported'))).toMatchObject({ status: 'fail', severity: 'high' })
  expect(outcomeOf(known('present'))).toMatchObject({ status: 'fail', severity: undefined })
})
