// What is packed of a plan comes out as it went in, whatever the days and quantities, and the same plan gives the same
// bytes.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dayNumber } from '../../server/planning/engine/csv.ts';
import { openPlan } from '../../server/planning/engine/live.ts';
import { orderNodes } from '../../server/planning/engine/plan.ts';
import { newPacker, packNode, unpackOrders } from '../../server/planning/resident/packed.ts';
import { randomFrom, randomProblem } from './random-problem.ts';

const TODAY = '2026-02-27';

test('proposals come out as they went in', () => {
  const packer = newPacker();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { plan, messages } = openPlan(randomProblem(randomFrom(seed)));
      const nodes = orderNodes(plan);
      const zero = dayNumber(TODAY);
      const { slices, need, start, end, qty, net } = plan.orders;
      for (let node = 0; node < plan.model.nodes.count; node++) {
        const packed = packNode(packer, plan, messages, node, TODAY, nodes);
        const expected = Array.from({ length: slices.count[node]! }, (_, turn) => {
          const at = slices.start[node]! + turn;
          const [day, begins, ends] = [need[at]! + zero, start[at]! + zero, end[at]! + zero];
          return { need: day, start: begins, end: ends, qty: qty[at]!, net: net[at]! };
        });
        assert.deepEqual(packed === null ? [] : unpackOrders(packed), expected);
        assert.deepEqual(packNode(newPacker(), plan, messages, node, TODAY, nodes), packed);
      }
    }),
    { numRuns: 100 },
  );
});
