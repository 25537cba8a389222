import { formatRulePage } from '#shared/rules/rule-page.ts'
import { allRules } from '#shared/rules/index.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../exit-codes.ts'
import type { AddCommand } from '../add-command.ts'

const listing = (): string =>
  allRules.map(({ id, severity, title }) => `${id.padEnd(52)} ${severity.padEnd(8)} ${title}\n`).join('')

export const addExplainRule: AddCommand = (program) => {
  program
    .command('explain-rule')
    .argument('[id]', 'the rule; without it all rules are listed')
    .description("Print a rule's page: what it finds, why it matters, what to do, which limits it has.")
    .addHelpText('after', '\nExample:\n  credaudit explain-rule access-key-not-rotated\n')
    .action((id: string | undefined) => {
      if (id === undefined) return void process.stdout.write(listing())
      const rule = allRules.find((rule) => rule.id === id || rule.formerly?.includes(id))
      if (rule === undefined) {
        throw new UsageError(
          `There is no rule ${id}${nearest(
            id,
            allRules.map((rule) => rule.id),
          )}; \`credaudit explain-rule\` lists them.`,
        )
      }
      process.stdout.write(formatRulePage(rule))
    })
}
