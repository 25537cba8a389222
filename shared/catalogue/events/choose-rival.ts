import type { Call } from './call.ts'

const sends = (call: Call, ...names: readonly string[]): boolean =>
  names.some((name) => call.parameters.valuesOf(name).length > 0)

const namesService = (call: Call, service: string): boolean =>
  call.parameters.all.some((leaf) => leaf.value.startsWith('arn:') && leaf.value.split(':', 3)[2] === service)

const TELLS: readonly (readonly [string, (call: Call) => boolean])[] = [
  ['application-autoscaling', (call) => sends(call, 'servicenamespace', 'scalabledimension')],
  ['autoscaling-plans', (call) => sends(call, 'scalingplanname', 'scalingplanversion')],
  ['codestar-connections', (call) => namesService(call, 'codestar-connections')],
  ['codeconnections', (call) => namesService(call, 'codeconnections')],
  ['sso-directory', (call) => sends(call, 'identitystoreid', 'directoryid')],
]

/** Of several actions with one name behind one event source, the one that the parameters speak of; else the first. */
export const chooseRival = (actions: readonly string[], rivals: readonly string[], call: Call): readonly string[] => {
  const candidates = [...actions, ...rivals]
  for (const [prefix, speaks] of TELLS) {
    const action = candidates.find((candidate) => candidate.startsWith(`${prefix}:`))
    if (action !== undefined && speaks(call)) return [action]
  }
  return actions
}
