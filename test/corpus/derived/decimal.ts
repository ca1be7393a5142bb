/** Exact decimals as whole multiples of 10^-200, so that nothing of what is compared rounds. */
const point = 200;

export function exact(text: string): bigint {
  const [, sign, whole = '', fraction = '', exponent = '0'] = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)!;
  const value = BigInt(whole + fraction) * 10n ** BigInt(point - fraction.length + Number(exponent));
  return sign === '' ? value : -value;
}

/** Whether two agree in the 15 digits that arithmetic of 16 digits leaves. */
export function near(x: bigint, y: bigint): boolean {
  const [difference, size] = [abs(x - y), abs(x) > abs(y) ? abs(x) : abs(y)];
  return difference * 10n ** 14n <= size;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
