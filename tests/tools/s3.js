// An S3-speaking store for tests and load runs: node s3.js FOLDER [PORT]; prints its address when it answers.
// It is s3rver plus what S3 promises and s3rver does not keep: an object is replaced whole, a reply comes
// after the bytes are there, unfinished uploads can be listed and aborted, a list has a second page, and by folders it also sees deep ones.
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const { mkdir, rename, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const S3rver = require('s3rver');
const Store = require('s3rver/lib/stores/filesystem');

const [folder, port = '0'] = process.argv.slice(2);
const data = path.join(folder, 'data');
const begun = path.join(folder, 'begun');
fs.mkdirSync(data, { recursive: true });
fs.mkdirSync(begun, { recursive: true });

async function receive(content) {
  const file = path.join(begun, crypto.randomUUID());
  const hash = crypto.createHash('md5');
  let size = 0;
  try {
    await pipeline(
      Buffer.isBuffer(content) ? Readable.from([content]) : content,
      async function* (chunks) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      },
      fs.createWriteStream(file),
    );
    return { file, size, md5: hash.digest('hex') };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

// A reader opens the file in the same turn in which it looks at its size.
let turn = Promise.resolve();
const alone = work => (turn = turn.then(work, work));

Store.prototype.putObject = async function (object) {
  const { file, size, md5 } = await receive(object.content);
  const target = this.getResourcePath(object.bucket, object.key, 'object');
  return alone(async () => {
    await mkdir(path.dirname(target), { recursive: true });
    await this.putMetadata(object.bucket, object.key, object.metadata, md5);
    await rename(file, target);
    return { size, md5 };
  });
};

Store.prototype.putPart = async function (bucket, uploadId, partNumber, content) {
  const { file, size, md5 } = await receive(content);
  const target = path.join(this.getResourcePath(bucket, undefined, 'uploads'), uploadId, `${partNumber}`);
  await writeFile(`${target}.md5`, md5);
  await rename(file, target);
  return { size, md5 };
};

for (const name of ['getObject', 'deleteObject']) {
  const original = Store.prototype[name];
  Store.prototype[name] = function (...args) {
    return alone(() => original.apply(this, args));
  };
}

const listObjects = Store.prototype.listObjects;
Store.prototype.listObjects = async function (bucket, options) {
  const { delimiter, prefix = '' } = options;
  if (!delimiter) return listObjects.call(this, bucket, options);
  const { objects } = await listObjects.call(this, bucket, { ...options, delimiter: '', maxKeys: Infinity });
  const end = key => key.indexOf(delimiter, prefix.length);
  const folders = objects.filter(o => end(o.key) >= 0).map(o => o.key.slice(0, end(o.key) + 1));
  return { objects: objects.filter(o => end(o.key) < 0), commonPrefixes: [...new Set(folders)].sort(), isTruncated: false };
};

// s3rver wraps its page tokens in DES, which OpenSSL 3 no longer has.
for (const name of ['createCipheriv', 'createDecipheriv']) {
  const original = crypto[name];
  crypto[name] = (cipher, key, iv, ...rest) => cipher === 'des'
    ? original('aes-128-cbc', Buffer.concat([key, key]), Buffer.concat([iv, iv]))
    : original(cipher, key, iv, ...rest);
}

const server = new S3rver({ address: '127.0.0.1', port: Number(port), directory: data, silent: true, vhostBuckets: false });
server.middleware.unshift(async (ctx, next) => {
  if (ctx.method !== 'DELETE' || !('uploadId' in ctx.query)) return next();
  const bucket = path.basename(ctx.path.split('/')[1]);
  const uploads = server.store.getResourcePath(bucket, undefined, 'uploads');
  await rm(path.join(uploads, path.basename(ctx.query.uploadId)), { recursive: true, force: true });
  ctx.status = 204;
});
server.middleware.unshift(async (ctx, next) => {
  const [, bucket, key] = ctx.path.split('/');
  if (ctx.method !== 'GET' || !('uploads' in ctx.query) || key) return next();
  const uploads = server.store.getResourcePath(path.basename(bucket), undefined, 'uploads');
  const found = fs.existsSync(uploads) ? fs.readdirSync(uploads) : [];
  const items = found.map(id => {
    const begun = fs.statSync(path.join(uploads, id, 'key'));
    return `<Upload><Key>${fs.readFileSync(path.join(uploads, id, 'key'))}</Key><UploadId>${id}</UploadId><Initiated>${begun.mtime.toISOString()}</Initiated></Upload>`;
  });
  ctx.type = 'application/xml';
  ctx.body = `<?xml version="1.0" encoding="UTF-8"?><ListMultipartUploadsResult><Bucket>${bucket}</Bucket><IsTruncated>false</IsTruncated>${items.join('')}</ListMultipartUploadsResult>`;
});
server.run().then(address => console.log(`http://127.0.0.1:${address.port}`));
