import { known, unknownFact } from '#shared/facts/known.ts'
import type { Trail } from '#shared/facts/settings.ts'
import { trailMissing } from '#shared/rules/account-and-organization/trail-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { account } from '#test/support/facts.ts'
import { trail } from '#test/support/trail-chain.ts'

const withTrails = (...trails: readonly Trail[]) => account({ trails: known(trails) })

describeRule(trailMissing, {
  now: '2026-04-01',
  pass: [
    ['one that does it', withTrails(trail())],
    [
      'an organization’s, beside a stopped one',
      withTrails(trail({ isLogging: known(false) }), trail({ isOrganizationTrail: true })),
    ],
  ],
  fail: [
    ['none', withTrails(), 'The account has no trail.'],
    [
      'each with its shortcoming',
      withTrails(
        trail({ isMultiRegion: false }),
        trail({ name: 'stopped', isLogging: known(false) }),
        trail({ name: 'writes', managementEvents: known('write-only') }),
        trail({ name: 'objects', managementEvents: known('none') }),
      ),
      'No trail logs all management events of all Regions: main (one Region only), stopped (stopped), writes (write-only management events), objects (no management events).',
    ],
  ],
  unknown: [
    ['not read', account({ trails: unknownFact('denied') }), 'denied'],
    [
      'status not read',
      withTrails(trail({ isLogging: unknownFact('denied') })),
      'whether trail main is logging is not known: denied',
    ],
    [
      'selectors not read',
      withTrails(trail({ managementEvents: unknownFact('denied') })),
      'which events trail main logs is not known: denied',
    ],
    [
      'a selection',
      withTrails(trail({ managementEvents: known('filtered') })),
      'trail main logs a selection of management events',
    ],
  ],
})
