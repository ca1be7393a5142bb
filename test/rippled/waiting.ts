import type { Node, NodeState } from '../../rippled/node';

/** Resolves with the reason once the node is in a state; at once when it is there. */
export function reaches(node: Node, state: NodeState): Promise<string> {
  if (node.state === state) return Promise.resolve('already');
  return new Promise((resolve) => {
    const seen = (now: NodeState, why: string): void => {
      if (now !== state) return;
      node.off('state', seen);
      resolve(why);
    };
    node.on('state', seen);
  });
}
