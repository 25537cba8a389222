import { activitySourceOf } from '#shared/suggestions/activity-source.ts'
import { policySuggestionOf } from '#shared/suggestions/policy-suggestion-of.ts'
import { targetsOf } from '#shared/suggestions/target.ts'
import { makeAccountOf, makeActivity } from './make-activity.ts'

// Suggests and proves for one size; prints what it took. Principals come in parts of so many, each part a profile of its own, and each
// suggestion is let go when it is counted, as by a run that writes it away. Making the parts is not measured as time; it is as memory.
const PART = 100
const [principals = 0, actions = 0, resources = 0, seed = 0] = process.argv.slice(2).map(Number)
const account = makeAccountOf(principals)
const sums = { policies: 0, characters: 0, covered: 0, notCovered: 0, unnamed: 0 }
let ms = 0
let cpuMs = 0

const suggestAll = (from: number, to: number): void => {
  const profile = makeActivity({ from, to, actions, resources }, seed)
  const started = performance.now()
  const cpu = process.cpuUsage()
  const source = activitySourceOf(profile)
  const suggestionOf = policySuggestionOf({
    account,
    profile,
    source,
    isBreakGlass: () => false,
    reportOn: () => undefined,
  })
  for (const target of targetsOf(account, profile).principals) {
    if (target.uses.length === 0) continue
    const { policies, proof } = suggestionOf(target)
    sums.policies += policies.length
    for (const { characters } of policies) sums.characters += characters
    sums.covered += proof.covered
    sums.notCovered += proof.notCovered.length
    sums.unnamed += proof.wider.filter(({ named }) => !named).length
  }
  const { user, system } = process.cpuUsage(cpu)
  ms += performance.now() - started
  cpuMs += (user + system) / 1000
}

for (let from = 0; from < principals; from += PART) suggestAll(from, Math.min(principals, from + PART))
process.stdout.write(JSON.stringify({ ms, cpuMs, peakRssMB: process.resourceUsage().maxRSS / 1024, ...sums }))
