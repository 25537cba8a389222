import { InvalidArgumentError, Option } from 'commander'
import { doctorDocument } from '#shared/jobs/doctor/doctor-document.ts'
import { formatDoctor } from '#shared/reports/doctor-table.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import type { AddCommand } from '../add-command.ts'
import { examineAccount } from '../doctor/examine-account.ts'
import { examineSlack } from '../doctor/examine-slack.ts'
import { examineTopic } from '../doctor/examine-topic.ts'
import { EXIT, type ExitCode, UsageError } from '../exit-codes.ts'
import type { CredentialOptions } from '../live-account.ts'
import { addCredentialOptions } from '../live-options.ts'
import { endProgress, terminalPaint, terminalWidth } from '../terminal.ts'
import { version } from '../version.ts'

interface DoctorOptions extends CredentialOptions {
  readonly topic?: string
  readonly slackUrlEnv?: string
  readonly slackSecret?: string
  readonly testMessage?: boolean
  readonly format: 'table' | 'json'
}

const topicArn = (text: string): string => {
  if (/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/.test(text)) return text
  throw new InvalidArgumentError('It must be the ARN of an SNS topic; it is among the outputs of the stack.')
}

const run = async (options: DoctorOptions): Promise<ExitCode> => {
  const { topic, slackUrlEnv: variable, slackSecret: secret, testMessage: sends = false } = options
  const hasSlack = variable !== undefined || secret !== undefined
  if (sends && topic === undefined && !hasSlack)
    throw new UsageError(
      '--test-message needs somebody to send to: --topic ARN, --slack-url-env NAME or --slack-secret NAME.',
    )
  const { caller, checks } = await examineAccount(options)
  const topicChecks = topic === undefined ? [] : await examineTopic(topic, options, sends)
  const slackChecks = hasSlack ? [await examineSlack({ variable, secret }, options, sends)] : []
  endProgress()
  const document = doctorDocument({
    version,
    checkedAt: new Date(),
    caller,
    checks: [...checks, ...topicChecks, ...slackChecks],
  })
  const text =
    options.format === 'json'
      ? jsonText(document)
      : formatDoctor(document, { width: terminalWidth(), paint: terminalPaint() })
  process.stdout.write(text)
  return document.well ? EXIT.done : EXIT.findings
}

export const addDoctor: AddCommand = (program, finish) => {
  const command = program
    .command('doctor')
    .description(
      'Try what an audit needs: credentials, clock, each call, Regions, trails; and who hears of findings. Read-only.',
    )
    .addOption(new Option('--topic <arn>', 'also look who is subscribed to this SNS topic').argParser(topicArn))
    .option('--slack-url-env <name>', 'also look at the Slack webhook whose address is in this environment variable')
    .addOption(
      new Option('--slack-secret <name>', 'also look at the Slack secret of this name').conflicts('slackUrlEnv'),
    )
    .option('--test-message', 'send one message to the topic and to Slack')
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
  addCredentialOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  credaudit doctor --profile prod --regions eu-central-1,us-east-1
  credaudit doctor --topic arn:PARTITION:sns:REGION:ACCOUNT:NAME --slack-secret credaudit/slack --test-message

Exit: 0 all well, 1 something is wrong, 2 wrong usage.
`,
    )
    .action(async (options: DoctorOptions) => finish(await run(options)))
}
