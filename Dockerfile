# docker build -t box-office . && docker run -p 8080:8080 -v box-office:/data -e Site__PublicBaseUrl=https://tickets.example.org box-office

# The build restores the client libraries through npm, which the SDK's image lacks.
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# Packages in a layer of their own: it is built again only when they change. CI=true holds the restore to the lock file.
ENV CI=true
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY Ticketing.Web/Ticketing.Web.csproj Ticketing.Web/ClientLibraries.targets Ticketing.Web/packages.lock.json Ticketing.Web/
RUN dotnet restore Ticketing.Web

COPY . .
RUN dotnet publish Ticketing.Web --no-restore --configuration Release --output /app

# An empty folder to copy from: the final stage runs no command, so it needs no shell.
RUN mkdir --mode=0700 /empty

# This image brings ICU and time zones; Skia's library needs no font packages, the program brings its fonts.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# A new volume takes over owner and mode of the folder that it covers: the database and the keys are the program's alone.
COPY --from=build --chown=$APP_UID:$APP_UID --chmod=0700 /empty /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Storage__Directory=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["/app/Ticketing.Web", "healthcheck"]
ENTRYPOINT ["/app/Ticketing.Web"]
