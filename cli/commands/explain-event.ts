import { Option } from 'commander'
import { explainEvent } from '#shared/catalogue/explain-event.ts'
import { jsonText } from '#shared/reports/json-line.ts'
import { visible } from '#shared/reports/plain-text.ts'
import type { AddCommand } from '../add-command.ts'

interface ExplainOptions {
  readonly format: 'text' | 'json'
}

const asText = (source: string, name: string): string => {
  const { eventSource, eventName, actions, mappedBy, notes } = explainEvent(source, name)
  const lines = [
    visible(`${eventSource} ${eventName}`),
    ...(actions.length === 0 ? ['  no IAM action'] : actions.map((action) => `  ${action}`)),
    `  mapped by: ${mappedBy}`,
    ...notes.map((note) => `  note: ${visible(note)}`),
  ]
  return `${lines.join('\n')}\n`
}

export const addExplainEvent: AddCommand = (program) => {
  program
    .command('explain-event')
    .argument('<event-source>', 'for example s3.amazonaws.com')
    .argument('<event-name>', 'for example CopyObject')
    .description("Which IAM actions CloudTrail's event stands for, and how we know.")
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExample:\n  credaudit explain-event s3.amazonaws.com CopyObject\n')
    .action((source: string, name: string, { format }: ExplainOptions) => {
      const text = format === 'json' ? jsonText(explainEvent(source, name)) : asText(source, name)
      process.stdout.write(text)
    })
}
