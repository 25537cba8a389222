import { parse } from 'yaml'
import type { CollectionTag, ScalarTag, TagId } from 'yaml'

// CloudFormation's short forms, kept as text: for what a role may do only the actions matter.
const scalar = (name: string): ScalarTag => ({ tag: `!${name}`, resolve: (text) => `!${name} ${text}` })
const sequence = (name: string): CollectionTag => ({ tag: `!${name}`, collection: 'seq' })
// What holds where the condition does: of a role, the most that it ever may.
const thenPart: CollectionTag = {
  tag: '!If',
  collection: 'seq',
  resolve: (list) => ('items' in list ? list.items[1] : list),
}
const customTags: (ScalarTag | CollectionTag | TagId)[] = [
  scalar('Sub'),
  scalar('Ref'),
  scalar('GetAtt'),
  sequence('Join'),
  sequence('Equals'),
  sequence('Not'),
  thenPart,
]

export interface Statement {
  readonly Sid?: string
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
}
export interface RoleResource {
  readonly Type: string
  readonly Condition?: string
  readonly Properties: {
    /** Of a policy that stands by itself. */
    readonly PolicyDocument?: { readonly Statement: readonly Statement[] }
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly Record<string, unknown>[] }
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[]
  }
}

export const parseTemplate = (text: string): { readonly Resources: Readonly<Record<string, RoleResource>> } =>
  parse(text, { customTags })

export const statementsOf = (role: RoleResource): readonly Statement[] =>
  role.Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)

export const actionsOf = (role: RoleResource): readonly string[] =>
  statementsOf(role).flatMap(({ Action }) => (typeof Action === 'string' ? [Action] : Action))
