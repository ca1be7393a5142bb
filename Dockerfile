# syntax=docker/dockerfile:1
FROM node:20-bookworm-slim AS build
WORKDIR /millrace
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
# `prepare` builds, and what it builds is not copied yet.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /millrace
COPY --from=build /millrace/package.json ./
COPY --from=build /millrace/node_modules ./node_modules
COPY --from=build /millrace/dist ./dist
COPY --from=build /millrace/schemas ./schemas
COPY --from=build /millrace/store/blocks/dictionaries ./store/blocks/dictionaries
COPY --from=build /millrace/recordings ./recordings
RUN mkdir /data && chown node:node /data
USER node
ENV MILLRACE_DATA=/data MILLRACE_HOST=0.0.0.0
VOLUME /data
EXPOSE 51233
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["up"]
