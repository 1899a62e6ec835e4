# One image for every way to run Lookout; see compose.yaml. Sources run by type stripping: only the browser side is built.
FROM node:24-slim AS build
WORKDIR /app
# The npm package "node" is only for hosts with an older Node, and Vite needs no install script: none are run here.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node --input-type=module --eval "import { buildWebWhenStale } from './scripts/build-web.mjs'; buildWebWhenStale(process.cwd(), process.execPath)"

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data \
    CHROMIUM_PATH=/usr/bin/chromium
# tini reaps the processes Chromium leaves behind and passes signals on.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends chromium fonts-liberation ca-certificates tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY migrations ./migrations
COPY manifest.json ./
COPY src ./src
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "src/bin/lookout.ts", "start"]
