# docker build -t box-office .
# docker run --stop-timeout 30 -p 127.0.0.1:8080:8080 -v box-office:/data -e Site__PublicBaseUrl=https://tickets.example.org box-office
#
# For other platforms: docker buildx build --platform linux/amd64,linux/arm64 …
# What is compiled is the same for all of them, so it is compiled once, on the platform of the machine that builds.

# Without a shell and a package manager, but with ICU and time zones. Skia needs no font packages: the program has its own fonts.
# --build-arg RUNTIME=10.0 builds on the whole Ubuntu image instead.
ARG RUNTIME=10.0-noble-chiseled-extra

# The SDK image lacks npm, which the build needs for the client libraries.
FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS node

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# Restore in its own layer, so that it is cached until packages change. CI=true enforces the lock file.
ENV CI=true
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY Ticketing.Web/Ticketing.Web.csproj Ticketing.Web/ClientLibraries.targets Ticketing.Web/packages.lock.json Ticketing.Web/
RUN dotnet restore Ticketing.Web

COPY . .
# Without a launcher, which would be that of the platform that builds.
RUN dotnet publish Ticketing.Web --no-restore --configuration Release --output /app -p:ForContainer=true -p:UseAppHost=false

# The final stage has no RUN: its image has no shell, and may be that of a platform which this machine cannot run.
RUN mkdir --mode=0700 /empty

FROM mcr.microsoft.com/dotnet/aspnet:$RUNTIME
ARG REVISION
LABEL org.opencontainers.image.title="Box office" \
    org.opencontainers.image.description="Sells a venue's own concert tickets" \
    org.opencontainers.image.version="0.9.0" \
    org.opencontainers.image.revision="$REVISION" \
    org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=build /app .
# A new volume inherits owner and mode of this folder, so only the program can read the database and the keys.
COPY --from=build --chown=$APP_UID:$APP_UID --chmod=0700 /empty /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Storage__Directory=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
# The program finishes requests and emails in flight within 25 seconds, but Docker waits for 10 unless told otherwise.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["dotnet", "Ticketing.Web.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "Ticketing.Web.dll"]
