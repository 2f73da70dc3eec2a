// Which step an arrow key leads to in a drawing; pure geometry, used by the live diagram.

const NODES = /Task$|Event$|Gateway$|Activity$|SubProcess$/;

function centre({ x, y, width, height }) {
  return [x + width / 2, y + height / 2];
}

/** The flow nodes among a drawing's elements, in reading order: left to right, then top to bottom. */
export function stepsInOrder(elements) {
  const steps = elements.filter((element) => !element.labelTarget && !element.waypoints && NODES.test(element.type));
  return steps.sort((one, other) => {
    const [[x1, y1], [x2, y2]] = [centre(one), centre(other)];
    return x1 - x2 || y1 - y2;
  });
}

/** The step nearest to `from` in direction [dx, dy], or undefined; what lies aside counts three times its distance. */
export function nearest(steps, from, [dx, dy]) {
  const [fx, fy] = centre(from);
  let best;
  let least = Infinity;
  for (const step of steps) {
    const [x, y] = centre(step);
    const along = (x - fx) * dx + (y - fy) * dy;
    if (step === from || along <= 0) continue;
    const aside = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
    const cost = along + 3 * aside;
    if (cost < least) [best, least] = [step, cost];
  }
  return best;
}
