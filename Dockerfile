# The bot, without what only developing needs. Build: docker build -t confidant .
FROM node:26-slim

ENV NODE_ENV=production
WORKDIR /app

# First what changes rarely. Nothing of it is compiled, and no package's script runs.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY src ./src

# The SQLite database, where no MONGODB_URI is set: the only place that is written to.
ENV DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data

USER node

# The bot has no port. It is alive if process 1 is the bot, and neither stopped nor a zombie.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "const { readFileSync: read } = require('node:fs'); const isBot = read('/proc/1/cmdline', 'utf8').includes('src/index.ts'); const state = /^State:\\s+(\\w)/m.exec(read('/proc/1/status', 'utf8'))?.[1]; process.exit(isBot && 'RSD'.includes(state) ? 0 : 1);"]

# No shell and no npm in between: the bot is process 1 and gets SIGTERM itself. It starts no process that had to be reaped.
CMD ["node", "src/index.ts"]
