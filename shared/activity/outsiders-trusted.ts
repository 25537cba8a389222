import { parseArn } from '#shared/facts/arn.ts'
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { byCodeUnit } from '#shared/facts/order.ts'
import { allowStatementsIn, listOf } from './statements-in.ts'

const ACCOUNT_ID = /^\d{12}$/
const MOST_NAMED = 20

/** The principals of type AWS; `*` alone means anyone, of whatever type. */
const awsPrincipalsOf = (statement: JsonObject): readonly JsonValue[] => {
  const principal = ownProperty(statement, 'Principal')
  return isJsonObject(principal) ? listOf(ownProperty(principal, 'AWS')) : listOf(principal)
}

const accountOf = (principal: JsonValue): string | undefined => {
  if (typeof principal !== 'string') return undefined
  if (principal === '*' || ACCOUNT_ID.test(principal)) return principal
  const account = parseArn(principal)?.account
  return account !== undefined && ACCOUNT_ID.test(account) ? account : undefined
}

/**
 * Whom a trust policy that stands in a call's parameters lets in besides the account itself: account ids, and `*` for anyone. Conditions are
 * not weighed. Services and identity providers do not count. Undefined where the text is cut or is no policy.
 */
export const outsidersTrusted = (trustPolicy: string, ownAccount: string): readonly string[] | undefined => {
  const accounts = allowStatementsIn(trustPolicy)
    ?.flatMap(awsPrincipalsOf)
    .map(accountOf)
    .filter((account) => account !== undefined && account !== ownAccount)
  return accounts && [...new Set(accounts as readonly string[])].sort(byCodeUnit).slice(0, MOST_NAMED)
}
