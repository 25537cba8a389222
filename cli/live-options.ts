import { type Command, InvalidArgumentError, Option } from 'commander'

export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }

/** An option that may be given again: its values in order. */
export const repeated = (value: string, previous: readonly string[] | undefined): readonly string[] => [
  ...(previous ?? []),
  value,
]

/** A list that may be given again as well: what was said before is not forgotten without a word. */
export const listOf =
  <Item>(read: (text: string) => readonly Item[], fallback?: readonly Item[]) =>
  (text: string, previous: readonly Item[] | undefined): readonly Item[] => [
    ...new Set([...(previous === undefined || previous === fallback ? [] : previous), ...read(text)]),
  ]

const regionList = (text: string): readonly string[] =>
  text.split(',').map((region) => {
    if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) return region
    throw new InvalidArgumentError(`${region} is not the name of a Region such as eu-central-1.`)
  })

/** Whose credentials are used, and where they ask. */
export const addCredentialOptions = (command: Command): Command =>
  command
    .option('--profile <name>', "a profile of the AWS CLI's configuration")
    .option('--role-arn <arn>', 'assume this role first')
    .option('--external-id <id>', 'external id for the role')
    .option('--region <region>', 'any Region of your partition (default: AWS_REGION, else us-east-1)')
    .addOption(
      new Option(
        '--regions <regions>',
        'where to look (trails, alarms, analyzers, event history), comma separated',
      ).argParser(listOf(regionList)),
    )

/** The options of every command that collects from AWS. */
export const addLiveOptions = (command: Command): Command =>
  addCredentialOptions(command)
    .addOption(
      new Option('--minutes <n>', 'stop asking after so many minutes').argParser(wholeNumber(1, 1440)).default(15),
    )
    .addOption(
      new Option('--user-calls <n>', 'at most so many calls for single users')
        .argParser(wholeNumber(0, 1_000_000))
        .default(4000),
    )
