import type { AuditDocument } from '#shared/reports/audit-document.ts'

const found = <T>(item: T | undefined, what: string): T => {
  if (item === undefined) throw new Error(`The sample has no ${what}.`)
  return item
}

/** An address for every view of the page, in a document that has something for each. */
export const viewsOf = ({
  findings,
  principals,
  credentials,
  suggestions,
}: AuditDocument): ReadonlyMap<string, string> => {
  const arn = (name: string): string =>
    encodeURIComponent(
      found(
        principals.find((principal) => principal.name === name),
        name,
      ).arn,
    )
  const key = found(
    credentials.find(({ dossier }) => dossier !== undefined),
    'key with a dossier',
  )
  const certain = found(findings[0], 'finding')
  return new Map([
    ['overview', '#/overview'],
    ['findings', '#/findings'],
    ['findings, grouped', '#/findings?group=rule'],
    ['findings, none', '#/findings?q=zzzzzz'],
    ['finding', `#/findings/${certain.id}`],
    ['finding, unknown', '#/findings/0000'],
    ['principals', '#/principals'],
    ['a person', `#/principal/${arn('jonas.weber')}`],
    ['root', `#/principal/${arn('<root_account>')}`],
    [
      'a role with a suggestion',
      `#/principal/${encodeURIComponent(
        found(
          suggestions?.find(({ policies }) => policies.length > 0),
          'suggestion',
        ).principal,
      )}`,
    ],
    ['a role', `#/principal/${arn('github-actions-preview')}`],
    ['credentials', '#/credentials'],
    ['an access key', `#/key/${key.id}`],
    ['frameworks', '#/frameworks'],
    ['Security Hub', '#/frameworks/SecurityHub'],
    ['not assessed', '#/not-assessed'],
  ])
}
