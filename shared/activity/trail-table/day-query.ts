/** Accounts that one query asks about: as many as it has placeholders, since its text never changes. */
export const MOST_ACCOUNTS = 20

/**
 * One delivery day of some accounts, for Athena (Trino), over the table of infra/athena/organization-trail.sql. One scan gives two
 * kinds of rows: with `record`, everything that the fold looks at besides time and id, and all times and ids that share it; with
 * `object`, how many records came from that log object, which is the ledger.
 *
 * The ids are carried because the profile knows surplus copies by them. `ten_hours` (the time as far as the tens of its hour) divides
 * groups, so that a call that is made all day is not one row of all ids. Of `additionalEventData` only five members are carried: the
 * rest of it (bytes, request ids) differs from call to call, and nothing would be grouped. The order of the fields is that of
 * record-fields.ts.
 *
 * `account` is a projected partition of type `injected`: Athena wants literals in an IN list there, and reads no other partition.
 */
export const DAY_QUERY = `
SELECT
  account,
  record,
  object,
  CASE WHEN GROUPING(record) = 0 THEN json_format(CAST(array_agg(event) AS JSON)) END AS events,
  count(*) AS records
FROM (
  SELECT
    account,
    "$path" AS object,
    substr(eventtime, 1, 12) AS ten_hours,
    concat(coalesce(eventtime, ''), '|', coalesce(eventid, '')) AS event,
    json_format(CAST(ARRAY[
      useridentity.type,
      useridentity.principalid,
      useridentity.arn,
      useridentity.accountid,
      useridentity.accesskeyid,
      useridentity.username,
      useridentity.invokedby,
      useridentity.invokedbydelegate.accountid,
      useridentity.onbehalfof.userid,
      useridentity.sessioncontext.assumedroot,
      useridentity.sessioncontext.sourceidentity,
      useridentity.sessioncontext.attributes.mfaauthenticated,
      useridentity.sessioncontext.sessionissuer.type,
      useridentity.sessioncontext.sessionissuer.principalid,
      useridentity.sessioncontext.sessionissuer.arn,
      useridentity.sessioncontext.sessionissuer.accountid,
      eventsource,
      eventname,
      eventtype,
      eventcategory,
      sharedeventid,
      awsregion,
      recipientaccountid,
      sourceipaddress,
      useragent,
      errorcode,
      errormessage,
      readonly,
      managementevent,
      addendum.reason,
      requestparameters,
      responseelements,
      json_format(TRY(json_extract(additionaleventdata, '$.MFAUsed'))),
      json_format(TRY(json_extract(additionaleventdata, '$.MFAIdentifier'))),
      json_format(TRY(json_extract(additionaleventdata, '$.SamlProviderArn'))),
      json_format(TRY(json_extract(additionaleventdata, '$.SwitchFrom'))),
      json_format(TRY(json_extract(additionaleventdata, '$.callWithBearerToken'))),
      json_format(CAST(transform(resources, r -> ARRAY[r.arn, r.arnprefix]) AS JSON))
    ] AS JSON)) AS record
  FROM organization_trail
  WHERE delivery_day = ?
    AND account IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
)
GROUP BY GROUPING SETS ((account, record, ten_hours), (account, object))
`.trim()

/** The columns of its result, in order. */
export const RESULT_COLUMNS = ['account', 'record', 'object', 'events', 'records'] as const

export interface QueriedDay {
  /** `2026-11-20`, as the names of the log objects have it. */
  readonly day: string
  readonly accounts: readonly string[]
}

/**
 * The values for the placeholders. Athena takes them as SQL literals, quotes included (user guide, "Use parameterized queries"), so
 * nothing but digits gets this far. Unused places repeat the first account.
 */
export const parametersOf = ({ day, accounts }: QueriedDay): readonly string[] => {
  const [first] = accounts
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`${JSON.stringify(day)} is no day; write it like 2026-11-20.`)
  if (first === undefined || accounts.length > MOST_ACCOUNTS)
    throw new Error(`One query asks about 1 to ${MOST_ACCOUNTS} accounts, not ${accounts.length}; divide them.`)
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account))
  if (wrong !== undefined) throw new Error(`${JSON.stringify(wrong)} is no account id; it has exactly 12 digits.`)
  const places = Array.from({ length: MOST_ACCOUNTS }, (_, at) => accounts[at] ?? first)
  return [day.replaceAll('-', '/'), ...places].map((value) => `'${value}'`)
}
