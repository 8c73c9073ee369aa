exports.nodeCrypto = undefined;
