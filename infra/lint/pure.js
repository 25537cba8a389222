// Lint rules that imports cannot show: the pure part of shared/ reads no clock and rolls no dice.
const CLOCKS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID'])

const noClock = {
  meta: { type: 'problem', docs: { description: '`now` is an argument' } },
  create(context) {
    return {
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
          context.report({ node, message: 'No clock in pure code: take `now` as an argument.' })
        }
      },
      CallExpression(node) {
        const { callee } = node
        if (
          callee.type !== 'MemberExpression' ||
          callee.object.type !== 'Identifier' ||
          callee.property.type !== 'Identifier'
        )
          return
        if (CLOCKS.has(`${callee.object.name}.${callee.property.name}`)) {
          context.report({ node, message: 'No clock and no chance in pure code: take `now` or a seed as an argument.' })
        }
      },
    }
  },
}

export default { meta: { name: 'pure' }, rules: { 'no-clock': noClock } }
