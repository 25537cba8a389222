import { nameOfAction, serviceOfAction } from '#shared/facts/action-name.ts'
import { actionOf, resourceTypesOf } from '../actions.ts'
import { normalName } from '../events/parameter-leaves.ts'
import { aboutOf } from './about.ts'
import type { About, Rank } from './about.ts'
import { compileTemplate } from './arn-template.ts'
import type { ArnTemplate } from './arn-template.ts'
import { parameterNamesOf, stemOf } from './parameter-names.ts'
import type { Naming } from './parameter-names.ts'

/** One resource type of one action, ready to be matched and filled. */
export interface TypeTemplate extends ArnTemplate {
  readonly required: boolean
  /** The call makes one: it needs the type's wildcard, whatever else it names. */
  readonly isMade: boolean
  readonly parameterNames: ReadonlyMap<string, readonly string[]>
  /** Which types of the same action a parameter may name. */
  readonly byParameter: ReadonlyMap<string, readonly TypeTemplate[]>
}

const services = new Map<string, ReadonlyMap<string, ArnTemplate>>()
const actions = new Map<string, readonly TypeTemplate[]>()

const templatesOfService = (service: string): ReadonlyMap<string, ArnTemplate> => {
  const known = services.get(service)
  if (known !== undefined) return known
  const compiled = new Map<string, ArnTemplate>()
  // Of two forms of one type the first is the current one.
  for (const { name, arn } of resourceTypesOf(service))
    if (!compiled.has(name)) compiled.set(name, compileTemplate(name, arn))
  services.set(service, compiled)
  return compiled
}

// Names of calls whose resource does not exist yet: of several required types theirs goes unnamed.
const MAKES = /^(?:Create|Run|Allocate|Request|Register|Import|Copy|Restore|Purchase|Publish|Issue|Start|Submit)/u
// Their ARNs hold other ids than their calls.
const OWN_IDS: ReadonlySet<string> = new Set(['mediapackage', 'mediapackage-vod', 'organizations'])

const rankOf = (about: About, { names, type }: ArnTemplate, placeholder: string): Rank => {
  if (/Version(?:Name)?$/u.test(placeholder)) return 0
  const own = about(stemOf(placeholder))
  const ofType = names.length === 1 ? about(normalName(type)) : 0
  return own > ofType ? own : ofType
}

const compile = (action: string): readonly TypeTemplate[] => {
  const byParameter = new Map<string, TypeTemplate[]>()
  const service = serviceOfAction(action)
  const known = templatesOfService(service)
  const callName = nameOfAction(action)
  const about: About = OWN_IDS.has(service) ? () => 0 : aboutOf(callName)
  const types = (actionOf(action)?.resourceTypes ?? []).flatMap(({ name, required }) => {
    const template = known.get(name)
    return template === undefined ? [] : [{ template, required }]
  })
  const named = types.flatMap(({ template }) => template.names.map((placeholder) => ({ template, placeholder })))
  const best = Math.max(0, ...named.map(({ template, placeholder }) => rankOf(about, template, placeholder)))
  return types.map(({ template, required }) => {
    const naming = (placeholder: string): Naming => ({
      placeholder,
      type: template.type,
      isLast: placeholder === template.names.at(-1),
      isOnly: template.names.length === 1,
      isAbout: best > 0 && rankOf(about, template, placeholder) === best,
      isAnother: best === 2,
      isAlone: named.length === 1,
      service,
    })
    const parameterNames = new Map(
      template.names.map((placeholder) => [placeholder, parameterNamesOf(naming(placeholder))]),
    )
    const isMade = MAKES.test(callName) && about(normalName(template.type)) === 2
    const type = { ...template, required, isMade, parameterNames, byParameter }
    for (const parameter of new Set([...parameterNames.values()].flat()))
      byParameter.set(parameter, [...(byParameter.get(parameter) ?? []), type])
    return type
  })
}

/** The resource types of an action with their templates; empty if the action accepts only `*`. */
export const templatesOfAction = (action: string): readonly TypeTemplate[] => {
  const known = actions.get(action)
  if (known !== undefined) return known
  const compiled = compile(action)
  actions.set(action, compiled)
  return compiled
}
