import { ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import type { Collection } from '../collection.ts'

export const actions = ['iam:ListAccountAliases']

/** An account has one alias at most (API reference, ListAccountAliases). */
export const readAccountAlias = async (collection: Collection): Promise<string | undefined> => {
  const answer = await collection.attempt({ call: 'iam:ListAccountAliases', evidence: 'account' }, (options) =>
    collection.clients.iam.send(new ListAccountAliasesCommand({}), options),
  )
  return answer?.AccountAliases?.[0]
}
