import * as z from 'zod/mini'
import { parseArn } from '#shared/facts/arn.ts'
import type { Alarm, MetricFilter } from '#shared/facts/settings.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'

const transformation = z.object({ metricNamespace: optionalText, metricName: optionalText })

export const parseMetricFilters = parseListAnswer({
  source: 'metric-filters',
  listKey: 'metricFilters',
  item: z.object({
    filterName: z.string(),
    filterPattern: optionalText,
    logGroupName: optionalText,
    metricTransformations: z.nullish(z.array(transformation)),
  }),
  toFact: (item): MetricFilter => ({
    logGroupName: item.logGroupName ?? '',
    filterName: item.filterName,
    filterPattern: item.filterPattern ?? '',
    metrics: (item.metricTransformations ?? []).map(({ metricNamespace, metricName }) => ({
      namespace: metricNamespace ?? '',
      name: metricName ?? '',
    })),
  }),
})

export const parseAlarms = parseListAnswer({
  source: 'alarms',
  listKey: 'MetricAlarms',
  item: z.object({
    AlarmName: z.string(),
    AlarmArn: optionalText,
    Namespace: optionalText,
    MetricName: optionalText,
    ActionsEnabled: z.nullish(z.boolean()),
    AlarmActions: z.nullish(z.array(z.string())),
  }),
  toFact: (item): Alarm => {
    const region = parseArn(item.AlarmArn ?? '')?.region
    return {
      name: item.AlarmName,
      ...(region && { region }),
      namespace: item.Namespace ?? '',
      metricName: item.MetricName ?? '',
      actionsEnabled: item.ActionsEnabled ?? false,
      actions: item.AlarmActions ?? [],
    }
  },
})
