import { actionOf, resourceTypesOf } from '../actions.ts'
import { compileTemplate, parameterNamesOf } from './arn-template.ts'
import type { ArnTemplate } from './arn-template.ts'

/** One resource type of one action, ready to be matched and filled. */
export interface TypeTemplate extends ArnTemplate {
  readonly required: boolean
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

const compile = (action: string): readonly TypeTemplate[] => {
  const byParameter = new Map<string, TypeTemplate[]>()
  const templates = templatesOfService(action.slice(0, action.indexOf(':')))
  return (actionOf(action)?.resourceTypes ?? []).flatMap(({ name, required }) => {
    const template = templates.get(name)
    if (template === undefined) return []
    const parameterNames = new Map(
      template.names.map((placeholder) => [
        placeholder,
        parameterNamesOf(placeholder, name, placeholder === template.names.at(-1)),
      ]),
    )
    const type = { ...template, required, parameterNames, byParameter }
    for (const parameter of new Set([...parameterNames.values()].flat()))
      byParameter.set(parameter, [...(byParameter.get(parameter) ?? []), type])
    return [type]
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
