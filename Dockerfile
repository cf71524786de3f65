# docker build -t box-office . && docker run -p 127.0.0.1:8080:8080 -v box-office:/data -e Site__PublicBaseUrl=https://tickets.example.org box-office

# The SDK image lacks npm, which the build needs for the client libraries.
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
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
RUN dotnet publish Ticketing.Web --no-restore --configuration Release --output /app

# The final stage has no RUN, so the empty folder is created here.
RUN mkdir --mode=0700 /empty

# This image includes ICU and time zones. Skia needs no font packages: the program has its own fonts.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
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
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["/app/Ticketing.Web", "healthcheck"]
ENTRYPOINT ["/app/Ticketing.Web"]
