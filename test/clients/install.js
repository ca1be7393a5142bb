const { python } = require('./python');

/** Once, before the suites that share it: two that made it at the same time would spoil each other's. */
module.exports = async () => void (await python());
