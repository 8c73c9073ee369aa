exports.nodeCrypto = require('node:crypto');
